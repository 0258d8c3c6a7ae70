// @ts-check

const STATUSES = ['unchanged', 'changed', 'error'];
/** Questions in a row without an answer, after which the page says so. */
const PATIENCE = 3;
/** New session_states in a row that may be `changed` at once: a provider that never says anything else is not asked for ever. */
const MOST_CHANGES = 3;

/**
 * Loads the provider's check-session iframe, to ask it about the session (OpenID Connect Session Management 1.0, section 3.1).
 * The caller asks again and again with {@link ask}; after `changed` nothing is asked until {@link renew} brings a new
 * session_state.
 * @param {{
 *   frame: HTMLIFrameElement, src: string, clientId: string, origin: string, sessionState: string,
 *   onStatus: (status: string) => void,
 * }} options
 */
export function sessionIframe({ frame, src, clientId, origin, sessionState, onStatus }) {
  let status = '';
  let unanswered = 0;
  let spent = false;
  let changes = 0;
  let loaded = false;

  window.addEventListener('message', ({ origin: from, source, data }) => {
    if (from !== origin || source !== frame.contentWindow || !STATUSES.includes(data)) return;
    unanswered = 0;
    if (spent) return;
    spent = data === 'changed';
    changes = spent ? changes + 1 : 0;
    tell(data);
  });

  frame.addEventListener('load', () => {
    loaded = true;
  });
  frame.src = src;

  /** @param {string} next */
  function tell(next) {
    if (next === status) return;
    status = next;
    onStatus(next);
  }

  return {
    ask() {
      if (spent) return;
      if (unanswered >= PATIENCE) tell('no answer');
      unanswered += 1;
      if (loaded) frame.contentWindow?.postMessage(`${clientId} ${sessionState}`, origin);
    },
    /** @param {string | undefined} next */
    renew(next) {
      if (next === undefined || next === sessionState) return;
      sessionState = next;
      if (!spent || changes >= MOST_CHANGES) return;
      spent = false;
      status = '';
    },
  };
}
