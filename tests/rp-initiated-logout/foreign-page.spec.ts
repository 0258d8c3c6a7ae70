import { randomUUID } from 'node:crypto';
import { describeAnswer, isCode, saysEnded } from '../../fixtures/exchanges/answers.ts';
import { CARRIERS, sendEmbedded, type Carrier } from '../../fixtures/exchanges/embedded-request.ts';
import { newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { expect, test as base, Undecided, type User, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { Session } from '../../fixtures/session.ts';

/** What a page of somebody else sends, which knows nothing of the user. */
interface ForeignRequest {
  readonly what: string;
  /** Absent: the end-session endpoint. */
  readonly path?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sends each by each of the carriers from a page of another application; resolves to those that have ended the session. */
type EndedBy = (requests: readonly ForeignRequest[], carriers?: readonly Carrier[]) => Promise<string[]>;

async function signIn(relyingParty: RelyingParty, user: User): Promise<Session> {
  const session = await relyingParty.signIn(user);
  await session.stopRefreshing();
  await session.confirmAlive();
  return session;
}

/** @throws Undecided where the answer to a silent call tells neither. */
async function isOver(session: Session): Promise<boolean> {
  const answer = await session.askSilently();
  if (isCode(answer)) return false;
  if (saysEnded(answer)) return true;
  throw new Undecided(`the silent call does not tell whether the session lives: ${describeAnswer(answer)}`);
}

const test = base.extend<{ endedBy: EndedBy }>({
  endedBy: async ({ relyingParty, secondRelyingParty, user, target }, use) => {
    await use(async (requests, carriers = CARRIERS) => {
      const foreign = await secondRelyingParty.openProbe();
      let session = await signIn(relyingParty, user);
      const ended: string[] = [];
      for (const { what, path, fields } of requests) {
        const { endSession } = relyingParty.registered.endpoints;
        const url = path === undefined ? endSession : `${target.description.baseUrl}${path}`;
        for (const carrier of carriers) {
          await sendEmbedded(foreign, carrier, { url, fields });
          if (!(await isOver(session))) continue;
          ended.push(`${what}, by ${carrier}`);
          session = await signIn(relyingParty, user);
        }
      }
      return ended;
    });
  },
});

test(
  'RPLOGOUT-NONE-1 ends nothing on a request without hint and client_id that another page sends by an image, a frame, a form or a script',
  verifies('RPLOGOUT-NONE-1'),
  async ({ endedBy, check }) => {
    const ended = await endedBy([
      { what: 'no parameters', fields: {} },
      { what: 'a state', fields: { state: newState() } },
      { what: 'prompt=none', fields: { prompt: 'none' } },
      { what: 'a made-up sessionDataKey', fields: { sessionDataKey: randomUUID() } },
    ]);
    await check('RPLOGOUT-NONE-1', () => {
      expect(ended, 'what has ended the session').toEqual([]);
    });
  },
);

test(
  'RPLOGOUT-CONSENT-4 ends nothing on an answer to a question that was never asked, which another page sends by an image, a frame, a form or a script',
  verifies('RPLOGOUT-CONSENT-4'),
  async ({ endedBy, check }) => {
    const ended = await endedBy([{ what: 'consent=approve', fields: { consent: 'approve' } }]);
    await check('RPLOGOUT-CONSENT-4', () => {
      expect(ended, 'what has ended the session').toEqual([]);
    });
  },
);

/** Where the product ends sessions by other ways than OpenID Connect: its own, SAML 2.0, WS-Federation, the console. */
const ELSEWHERE: readonly ForeignRequest[] = [
  { what: '/commonauth', path: '/commonauth', fields: { commonAuthLogout: 'true' } },
  {
    what: '/commonauth with a caller',
    path: '/commonauth',
    fields: { commonAuthLogout: 'true', type: 'oidc', commonAuthCallerPath: '/', relyingParty: 'nobody' },
  },
  { what: '/samlsso', path: '/samlsso', fields: { slo: 'true' } },
  { what: '/passivests', path: '/passivests', fields: { wa: 'wsignout1.0' } },
  { what: '/carbon', path: '/carbon/admin/logout_action.jsp', fields: {} },
  { what: 'the sessions API', path: '/api/users/v1/me/sessions', fields: { _method: 'DELETE' } },
];

test(
  'RPLOGOUT-FOREIGN-1 ends nothing on a request to another endpoint that ends sessions, which another page sends by a frame or a form',
  verifies('RPLOGOUT-FOREIGN-1'),
  async ({ endedBy, check }) => {
    const ended = await endedBy(ELSEWHERE, ['a frame', 'a form in a frame']);
    await check('RPLOGOUT-FOREIGN-1', () => {
      expect(ended, 'what has ended the session').toEqual([]);
    });
  },
);
