import type { Progress, TargetDescription } from '../../containers/target.ts';
import type { Need, Probe } from './probes/probe.ts';
import type { RecordedProbe } from './recording.ts';
import { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Of a probe with many calls, those at the end say nothing new. */
const MOST_EXCHANGES = 14;

export type Replayed =
  | { readonly name: string; readonly kind: 'replayed'; readonly probe: RecordedProbe }
  | { readonly name: string; readonly kind: 'skipped' | 'failed'; readonly reason: string };

/** Why the target can't do what a probe needs; undefined where it can. */
function obstacle(need: Need, { clock, allowsServerChanges }: TargetDescription): string | undefined {
  if (need === 'movable clock')
    return clock.kind === 'movable' ? undefined : `needs a clock that can be moved, and it is real (${clock.reason})`;
  return allowsServerChanges
    ? undefined
    : 'changes settings of the whole server: allow it with IS_ALLOW_SERVER_CHANGES=true';
}

async function replayOne(world: World, { name, run }: Probe): Promise<Replayed> {
  const scene = new Scene(world);
  try {
    const observed = world.placeholders.json(await run(scene));
    const exchanges = scene.exchanges.slice(0, MOST_EXCHANGES);
    const omitted = scene.exchanges.length - exchanges.length;
    return { name, kind: 'replayed', probe: { name, exchanges, ...(omitted === 0 ? {} : { omitted }), observed } };
  } catch (error) {
    return { name, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await scene.close();
  }
}

/**
 * Asks the target what each of the probes asks, one after the other. A probe that fails does not stop the others.
 * @throws CannotRunError when the target is gone.
 */
export async function replay(world: World, probes: readonly Probe[], progress: Progress): Promise<Replayed[]> {
  const results: Replayed[] = [];
  for (const probe of probes) {
    const reason = (probe.needs ?? [])
      .map((need) => obstacle(need, world.description))
      .find((each) => each !== undefined);
    progress(`${results.length + 1}/${probes.length} ${probe.name}`);
    const result: Replayed =
      reason === undefined ? await replayOne(world, probe) : { name: probe.name, kind: 'skipped', reason };
    if (result.kind === 'failed') await world.assertFit();
    results.push(result);
  }
  return results;
}
