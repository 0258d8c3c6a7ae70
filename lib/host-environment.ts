/** What a program needs of the environment to work on this machine. All else stays here: it may hold passwords and tokens. */
const NEEDED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR'];

/** The environment for a program that the suite starts: what it needs of ours, and `additions`. */
export function hostEnvironment(additions: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (NEEDED.includes(entry[0]) || entry[0].startsWith('LC_')),
  );
  return { ...Object.fromEntries(kept), ...additions };
}
