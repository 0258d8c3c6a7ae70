import { randomBytes } from 'node:crypto';
import type { Duration } from '../../containers/durations.ts';
import { createHttpClient, type HttpClient } from '../../containers/http.ts';
import type { AdminClient, Application, ApplicationRequest } from '../../containers/identity-server/admin-client.ts';
import { RelyingPartyControl } from '../../containers/relying-party/client.ts';
import { relyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { startRelyingPartyServer } from '../../containers/relying-party/server.ts';
import { adminOf } from '../../containers/server-preparation.ts';
import { lend } from '../../containers/steward.ts';
import type { Target, TargetDescription } from '../../containers/target.ts';
import { assertFit } from '../../fixtures/health.ts';
import { Placeholders } from './placeholders.ts';

/** Nothing listens there: redirects to a relying party are read, never followed. */
const ORIGINS = { A: 'http://localhost:8490', B: 'https://localhost:8492', C: 'https://localhost:8491' } as const;

/** An application that the probes use, with its urls. */
export interface Client extends Application {
  readonly callback: string;
  readonly loggedOut: string;
}

type ClientName = 'A' | 'B' | 'C' | 'D' | 'X';

interface ClientKind {
  readonly origin: string;
  readonly request: Partial<ApplicationRequest>;
  /** Its one callback url, with no pattern. */
  readonly exact?: true;
}

/** A and B are told of logouts; C asks before a logout, D before a login. */
const KINDS: Readonly<Record<ClientName, ClientKind>> = {
  A: { origin: ORIGINS.A, request: {} },
  B: { origin: ORIGINS.B, request: {} },
  C: { origin: ORIGINS.C, request: { skipLogoutConsent: false } },
  D: { origin: ORIGINS.C, request: { skipLoginConsent: false } },
  X: { origin: ORIGINS.C, request: {}, exact: true },
};
const RECEIVERS = ['A', 'B'] as const;

interface Receivers {
  readonly control: RelyingPartyControl;
  close(): Promise<void>;
}

/** Back-channel logout tokens are received where the target can reach it. */
async function startReceivers({ relyingPartyHost }: TargetDescription): Promise<Receivers> {
  if (relyingPartyHost !== undefined)
    return { control: new RelyingPartyControl(relyingPartyHost), close: () => Promise.resolve() };
  const server = await startRelyingPartyServer({ hostname: 'localhost', httpsPorts: [], httpPort: 0 });
  return { control: new RelyingPartyControl(server), close: () => server.close() };
}

/** What the probes share: the target, and five applications on it. */
export interface World {
  readonly description: TargetDescription;
  readonly http: HttpClient;
  readonly admin: AdminClient;
  readonly clients: Readonly<Record<ClientName, Client>>;
  readonly control: RelyingPartyControl;
  readonly placeholders: Placeholders;
  /** Begins the name of everything that is made on the server. */
  readonly prefix: string;
  advance(span: Duration): Promise<void>;
  /** @throws CannotRunError when the server is gone or out of order. */
  assertFit(): Promise<void>;
  /** Removes the applications, where the server is still there; users are removed by the probe that made them. */
  close(): Promise<void>;
}

export async function createWorld(target: Target, prefix: string): Promise<World> {
  const { description } = target;
  const { certificate, baseUrl } = description;
  const admin = adminOf(description);
  const lent = lend(target);
  const receivers = await startReceivers(description);
  const { control } = receivers;
  const placeholders = new Placeholders();
  placeholders.name(baseUrl, 'server');
  const create = async (name: ClientName): Promise<Client> => {
    const { origin, request, exact } = KINDS[name];
    const id = `${prefix}${randomBytes(3).toString('hex')}${name}`;
    const [callback, loggedOut] = [`${origin}/callback`, `${origin}/loggedout`];
    const isReceiver = RECEIVERS.some((each) => each === name);
    const { backChannelLogout } = relyingPartyUrls(origin, control.backChannelOrigin, `${prefix}${name}`);
    const application = await admin.createApplication({
      name: id,
      callbackUrls: exact === true ? [callback] : [callback, loggedOut],
      ...(isReceiver ? { backChannelLogoutUrl: backChannelLogout } : {}),
      ...request,
    });
    if (isReceiver) {
      await control.register(`${prefix}${name}`, {
        title: `Receiver ${name}`,
        issuer: `${baseUrl}/oauth2/token`,
        clientId: application.clientId,
        clientSecret: application.clientSecret,
        ...(certificate === undefined ? {} : { issuerCertificate: certificate }),
      });
    }
    placeholders.name(application.clientId, `client ${name}`);
    placeholders.name(id, `application ${name}`);
    return { ...application, callback, loggedOut };
  };
  const clients = {
    A: await create('A'),
    B: await create('B'),
    C: await create('C'),
    D: await create('D'),
    X: await create('X'),
  };
  return {
    description,
    http: createHttpClient({ certificate }),
    admin,
    clients,
    control,
    placeholders,
    prefix,
    advance: (span) => lent.advanceClock(span),
    assertFit: () => assertFit(lent),
    close: async () => {
      for (const { id } of Object.values(clients)) await admin.deleteApplication(id).catch(() => undefined);
      await receivers.close();
    },
  };
}
