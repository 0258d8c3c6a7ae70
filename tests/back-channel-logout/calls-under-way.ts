import { authorizationParameters } from '../../fixtures/exchanges/authorization.ts';
import type { OpenedRelyingParty } from '../../fixtures/opened-relying-party.ts';

/** As many as a browser sends to one host at a time. */
const FRAMES = 6;

/**
 * Keeps silent calls of the relying party under way: as soon as one is answered, the next is sent. Returns what stops
 * it, and resolves when the last has been answered.
 */
export async function keepCallsUnderWay(relyingParty: OpenedRelyingParty): Promise<() => Promise<void>> {
  const { clientId, registered, urls } = relyingParty;
  const request = {
    endpoint: registered.endpoints.authorization,
    clientId,
    redirectUri: urls.silentCallback,
    parameters: { prompt: 'none' },
  };
  const url = `${request.endpoint}?${authorizationParameters(request).toString()}`;
  const page = await relyingParty.probePage();
  const frames = await page.evaluateHandle(
    ({ src, count }) => {
      const state = { going: true, answered: [] as Promise<void>[], frames: [] as HTMLIFrameElement[] };
      for (let index = 0; index < count; index += 1) {
        const frame = document.createElement('iframe');
        frame.hidden = true;
        frame.src = src;
        const last = new Promise<void>((resolve) => {
          frame.addEventListener('load', () => {
            if (state.going) frame.src = src;
            else resolve();
          });
        });
        state.answered.push(last);
        state.frames.push(frame);
        document.body.append(frame);
      }
      return state;
    },
    { src: url, count: FRAMES },
  );
  return () =>
    frames.evaluate(async (state) => {
      state.going = false;
      await Promise.all(state.answered);
      for (const frame of state.frames) frame.remove();
    });
}
