import type { BrowserContext, Response } from '@playwright/test';
import { keepCallsUnderWay } from '../../fixtures/exchanges/calls-under-way.ts';
import { expect, test, Undecided, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';

/** The server has to handle a call in the middle of the logout: in so many rounds one is. */
const ROUNDS = 4;

interface Race {
  /** When the logout was answered, by the browser's clock in milliseconds. */
  answeredAt: number | undefined;
  readonly calls: { readonly sentAt: number; readonly code: boolean }[];
}

/** Watches from now on when silent calls were sent, what they brought, and when the logout was answered. */
function watchRace(context: BrowserContext, { registered, urls }: RelyingParty): { race: Race; stop: () => void } {
  const race: Race = { answeredAt: undefined, calls: [] };
  const note = (response: Response): void => {
    const location = response.headers()['location'];
    if (location === undefined) return;
    const request = response.request();
    const { startTime, responseStart } = request.timing();
    if (request.url().startsWith(`${registered.endpoints.authorization}?`) && request.url().includes('prompt=none'))
      race.calls.push({ sentAt: startTime, code: new URL(location, request.url()).searchParams.has('code') });
    else if (location.startsWith(urls.loggedOut)) race.answeredAt ??= startTime + Math.max(responseStart, 0);
  };
  context.on('response', note);
  return { race, stop: () => context.off('response', note) };
}

/** Logs out while silent calls are under way; resolves to what those that were sent afterwards have brought. Undefined where none has brought a code before. */
async function callsAfterLogout(
  session: Session,
  context: BrowserContext,
  party: RelyingParty,
): Promise<boolean[] | undefined> {
  const { race, stop } = watchRace(context, party);
  const stopCalls = await keepCallsUnderWay(party);
  await session.logOut();
  await session.waitForLoggedOut();
  await stopCalls();
  stop();
  const { answeredAt, calls } = race;
  if (answeredAt === undefined)
    throw new Undecided('the logout was not answered with a redirect', 'RPLOGOUT-REDIRECT-1');
  if (!calls.some(({ sentAt, code }) => code && sentAt < answeredAt)) return undefined;
  return calls.flatMap(({ sentAt, code }) => (sentAt > answeredAt ? [code] : []));
}

test(
  'RPLOGOUT-END-4 no silent call that is sent after the logout was answered gets a code, though others were under way',
  verifies('RPLOGOUT-END-4'),
  async ({ relyingParty, context, user, aboutLogout, check }) => {
    const late: boolean[] = [];
    let hasRaced = false;
    for (let round = 0; round < ROUNDS && !late.includes(true); round += 1) {
      const session = await relyingParty.signIn(user);
      await session.stopRefreshing();
      await session.confirmAlive();
      const after = await callsAfterLogout(session, context, relyingParty);
      hasRaced ||= after !== undefined;
      late.push(...(after ?? []));
    }
    if (!hasRaced) throw new Undecided('no silent call under way has brought a code', 'CORE-PROMPT-1');
    if (late.length === 0) throw new Undecided('no silent call was sent after a logout had been answered');
    const codes = late.filter((code) => code);
    await check('RPLOGOUT-END-4', () =>
      aboutLogout(relyingParty, () => {
        expect(codes, 'silent calls after the logout that got a code').toHaveLength(0);
      }),
    );
  },
);
