import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { redact } from '../fixtures/recording/redact.ts';

/** The film strip shows pages as pictures, from which nobody can remove an address or a token. */
const PICTURE = /\.(?:jpe?g|png|webp|gif)$/i;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function withoutSecrets(content: Uint8Array): Uint8Array {
  let text: string;
  try {
    text = utf8.decode(content);
  } catch {
    // Fonts and the like: nothing that was typed or sent.
    return content;
  }
  const redacted = redact(text);
  return redacted === text ? content : new TextEncoder().encode(redacted);
}

/** Rewrites the archive of a trace: pages, requests and steps stay, secrets and screenshots are removed. */
export function redactTrace(file: string): void {
  try {
    const entries = unzipSync(readFileSync(file));
    const clean: Zippable = {};
    for (const [name, content] of Object.entries(entries)) {
      if (!PICTURE.test(name)) clean[name] = withoutSecrets(content);
    }
    writeFileSync(file, zipSync(clean, { level: 6 }));
  } catch (error) {
    // Half a trace is not worth a leak.
    rmSync(file, { force: true });
    console.error(`The secrets could not be removed from a trace, which was deleted: ${file} (${String(error)})`);
  }
}
