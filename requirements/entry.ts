import type { Area, Entry, Impact, Level, Source } from './types.ts';

type Write = <const Id extends string>(id: Id, clause: string, impact: Impact, text: string) => Entry<Id>;

/** Writes entries of one source and one area, e.g. `must('RPLOGOUT-METHOD-1', '2', 'interoperability', 'Logout requests …')`. */
export function entriesOf(source: Source, area: Area): Readonly<Record<Lowercase<Level>, Write>> {
  const at =
    (level: Level): Write =>
    (id, clause, impact, text) => ({ id, source, clause, level, impact, area, text });
  return {
    must: at('MUST'),
    should: at('SHOULD'),
    states: at('STATES'),
    product: at('PRODUCT'),
    advice: at('ADVICE'),
  };
}

/** Says that no page documents it: it was measured on these servers, e.g. `7.0.0 to 7.2.0`. */
export const measured = <Id extends string>(servers: string, entry: Entry<Id>): Entry<Id> => ({
  ...entry,
  measured: servers,
});
