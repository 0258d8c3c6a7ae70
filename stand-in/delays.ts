import { setTimeout as wait } from 'node:timers/promises';

/** Delays as a busy server or a slow network has them. They make nothing wrong, so no test may fail by them. */
export interface ResponseDelays {
  /** Each answer comes between these later, in milliseconds, by chance. */
  readonly delay: { readonly least: number; readonly most: number };
  /** So much later comes the first page that a person sees after a start, in milliseconds. */
  readonly firstPageDelay: number;
}

const isPage = (url: string): boolean => url.includes('/authenticationendpoint/');

/** Resolves when the answer to a request may be given. */
export function responseDelay({
  delay: { least, most },
  firstPageDelay,
}: ResponseDelays): (url: string) => Promise<void> {
  let pages = 0;
  return async (url) => {
    const first = isPage(url) && (pages += 1) === 1 ? firstPageDelay : 0;
    const late = first + least + Math.random() * (most - least);
    if (late > 0) await wait(late);
  };
}
