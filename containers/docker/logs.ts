import type { EngineContainer } from './engine.ts';

const FRAME_HEADER_BYTES = 8;
const LENGTH_OFFSET = 4;

/** The engine sends standard output and standard error as frames: one byte for which, three of nothing, four for the length. */
function withoutFrames(frames: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + FRAME_HEADER_BYTES <= frames.length;) {
    const length = frames.readUInt32BE(at + LENGTH_OFFSET);
    parts.push(frames.subarray(at + FRAME_HEADER_BYTES, at + FRAME_HEADER_BYTES + length));
    at += FRAME_HEADER_BYTES + length;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What a container has written so far, through all its lives; the last `lines` of it where that is given. */
export async function readLog(container: EngineContainer, lines?: number): Promise<string> {
  const frames = await container.logs({ stdout: true, stderr: true, ...(lines === undefined ? {} : { tail: lines }) });
  return withoutFrames(frames);
}
