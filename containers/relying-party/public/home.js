// @ts-check
import { keepAlive, post } from './keep-alive.js';
import { sessionIframe } from './session-iframe.js';

/** @param {string} selector */
const one = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
/** @param {string} id */
const testId = (id) => one(`[data-testid="${id}"]`);

const settings = one('#home').dataset;
const pollMs = Number(settings['sessionPollMs']);
const opFrame = /** @type {HTMLIFrameElement | null} */ (document.querySelector('#op_iframe'));
let signedIn = true;

const refresh = keepAlive({
  frame: /** @type {HTMLIFrameElement} */ (one('#refresh_iframe')),
  intervalMs: Number(settings['refreshIntervalMs']),
  timeoutMs: Number(settings['silentTimeoutMs']),
  onResult(result) {
    if (!signedIn) return;
    testId('refresh-count').textContent = String(result.count ?? testId('refresh-count').textContent);
    testId('refresh-result').textContent = result.label;
    showTime(new Date());
    showMessage(result.message);
    session?.renew(result.sessionState);
    if (!result.signedIn) endSignIn(result.message);
  },
});

const session = opFrame
  ? sessionIframe({
      frame: opFrame,
      src: opFrame.dataset['src'] ?? '',
      clientId: settings['clientId'] ?? '',
      origin: opFrame.dataset['origin'] ?? '',
      sessionState: opFrame.dataset['sessionState'] ?? '',
      onStatus(status) {
        testId('session-status').textContent = status;
        if (status !== 'no answer') post('session-status', { status }).catch(() => undefined);
        // It may only mean that the user signed in at another application: the silent call tells. Who has stopped
        // refreshing wants silence.
        if (status === 'changed' && refresh.running) void refresh.refreshNow();
      },
    })
  : undefined;

/** Asks the provider's iframe, and this application, whether the session is still there; again after the answer. */
async function poll() {
  session?.ask();
  const here = await fetch('session').then(
    (response) => response.json(),
    () => undefined,
  );
  if (!signedIn) return;
  if (here && !here.signedIn) endSignIn(here.message);
  else setTimeout(() => void poll(), pollMs);
}

/** @param {string} message */
function endSignIn(message) {
  signedIn = false;
  setRefreshing(false);
  one('#signed-in').remove();
  opFrame?.remove();
  one('#signed-out').hidden = false;
  showMessage(message);
}

/** @param {string} message */
function showMessage(message) {
  const element = testId('message');
  element.textContent = message;
  element.hidden = message === '';
}

/** @param {Date} time */
function showTime(time) {
  const element = /** @type {HTMLTimeElement} */ (one('#refresh-time'));
  element.dateTime = time.toISOString();
  element.textContent = `at ${time.toLocaleTimeString()}`;
}

/** @param {boolean} on */
function setRefreshing(on) {
  if (on && signedIn) refresh.start();
  else refresh.stop();
  const { running } = refresh;
  /** @type {HTMLButtonElement} */ (testId('refresh-start')).disabled = running;
  /** @type {HTMLButtonElement} */ (testId('refresh-stop')).disabled = !running;
  one('#refresh-activity').textContent = running ? 'on' : 'off';
  one('#refresh-activity').dataset['on'] = String(running);
}

const lastTime = one('#refresh-time').getAttribute('datetime');
if (lastTime) showTime(new Date(lastTime));
testId('refresh-start').addEventListener('click', () => setRefreshing(true));
testId('refresh-stop').addEventListener('click', () => setRefreshing(false));
setRefreshing(true);
void poll();

Object.assign(window, {
  relyingParty: {
    refreshNow: () => (signedIn ? refresh.refreshNow() : Promise.reject(new Error('Nobody is signed in here.'))),
    startRefreshing: () => setRefreshing(true),
    stopRefreshing: () => {
      setRefreshing(false);
      return refresh.settled();
    },
  },
});
