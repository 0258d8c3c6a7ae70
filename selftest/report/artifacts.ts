import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

export interface Artifact {
  /** File, and what within it, e.g. `playwright/index.html > embedded > steps.json`. */
  readonly name: string;
  readonly content: Buffer;
}

const BASE64 = /[A-Za-z0-9+/]{40,}={0,2}/g;
const isArchive = (content: Uint8Array): boolean => content[0] === 0x50 && content[1] === 0x4b;
const looksLikeJson = (content: Buffer): boolean => /^[[{]/.test(content.toString('latin1', 0, 1));

/** The content and all that is packed or encoded in it. */
function* unpack({ name, content }: Artifact): Generator<Artifact> {
  yield { name, content };
  if (isArchive(content)) {
    for (const [entry, inner] of Object.entries(unzipSync(content)))
      yield* unpack({ name: `${name} > ${entry}`, content: Buffer.from(inner) });
    return;
  }
  for (const [text] of content.toString('latin1').matchAll(BASE64)) {
    const decoded = Buffer.from(text, 'base64');
    if (isArchive(decoded) || looksLikeJson(decoded)) yield* unpack({ name: `${name} > encoded`, content: decoded });
  }
}

/** Everything below a folder that a run left, archives and encoded parts taken apart. */
export function* artifactsIn(folder: string): Generator<Artifact> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    yield* unpack({ name: file, content: readFileSync(file) });
  }
}
