// @ts-check

/**
 * How one silent call ended; see `SilentResult` on the server.
 * @typedef {{
 *   call: string, outcome: 'renewed' | 'refused' | 'invalid' | 'lost', error?: string, label: string,
 *   signedIn: boolean, message: string, sessionState?: string, count: number,
 * }} SilentResult
 */

/**
 * Keeps the session alive: every `intervalMs` the hidden iframe is sent through the provider with `prompt=none`.
 * One call at a time; a call without an answer after `timeoutMs` is reported as lost, and the next interval tries again.
 * @param {{
 *   frame: HTMLIFrameElement, intervalMs: number, timeoutMs: number,
 *   onResult: (result: SilentResult) => void,
 * }} options
 */
export function keepAlive({ frame, intervalMs, timeoutMs, onResult }) {
  /** @type {{ call: string, loaded: boolean, settle: (result: SilentResult) => void } | undefined} */
  let inFlight;
  /** @type {Promise<SilentResult> | undefined} */
  let current;
  /** @type {Promise<SilentResult> | undefined} */
  let next;
  /** @type {number | undefined} */
  let interval;
  let missedTick = false;

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    if (inFlight && data?.call === inFlight.call) inFlight.settle(data);
  });
  // Anything may load here: the result page, but also an error page of the browser or a page of the provider.
  frame.addEventListener('load', () => {
    if (inFlight) inFlight.loaded = true;
  });

  /**
   * Makes a silent call; while another is under way, as soon as that one has ended.
   * @returns {Promise<SilentResult>}
   */
  function refreshNow() {
    if (!current) {
      current = ask().finally(() => {
        current = undefined;
        if (missedTick && !next) tick();
        missedTick = false;
      });
      return current;
    }
    next ??= current.then((result) => {
      next = undefined;
      return result.signedIn ? refreshNow() : result;
    });
    return next;
  }

  /** The interval's turn. It is made up for once when it falls into a call under way. */
  function tick() {
    if (current) missedTick = true;
    else void refreshNow();
  }

  async function ask() {
    const call = window.crypto.randomUUID();
    /** @type {Promise<SilentResult>} */
    const settled = new Promise((resolve) => {
      inFlight = { call, loaded: false, settle: resolve };
    });
    const timer = setTimeout(() => void giveUp(), timeoutMs);
    frame.src = `silent?call=${call}`;
    const result = await settled;
    clearTimeout(timer);
    inFlight = undefined;
    onResult(result);
    return result;
  }

  /** The server has the last word: the answer may have come in this very moment. */
  async function giveUp() {
    if (!inFlight) return;
    const { call, loaded, settle } = inFlight;
    const result = await post('silent-lost', { call, loaded }).then(
      (response) => response.json(),
      () => ({ call, outcome: 'lost', label: 'lost: this application is unreachable', signedIn: true, message: '' }),
    );
    // Whatever is still under way in the frame must not be answered any more.
    if (result.outcome === 'lost') frame.src = 'about:blank';
    settle(result);
  }

  return {
    refreshNow,
    get running() {
      return interval !== undefined;
    },
    /** Resolves when no silent call is under way. */
    async settled() {
      await (next ?? current);
    },
    start() {
      interval ??= setInterval(tick, intervalMs);
    },
    stop() {
      clearInterval(interval);
      interval = undefined;
      missedTick = false;
    },
  };
}

/**
 * Posts JSON to this application.
 * @param {string} path
 * @param {unknown} body
 */
export function post(path, body) {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
