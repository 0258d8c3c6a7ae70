import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { registeredCallbacks, relyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { CannotRunError } from '../../lib/cannot-run.ts';
import type { AdminClient } from '../../product/admin-client.ts';
import { AdminError, isMissing } from '../../product/admin-error.ts';
import { strongPassword } from '../../product/password.ts';
import { adminOf } from '../server-preparation.ts';
import { readSettings, type Settings } from '../settings.ts';
import { startSharedTarget } from '../start.ts';
import {
  CLIENT_KINDS,
  readGivenClients,
  type ClientKindName,
  type GivenClient,
  type GivenClients,
} from './given-clients.ts';

/** How many of which kind the tests use at a time, and at which of the origins. */
const WANTED: readonly (readonly [kind: ClientKindName, origin: number])[] = [
  // Two for all tests, and two for those that need more.
  ['standard', 0],
  ['standard', 1],
  ['standard', 0],
  ['standard', 1],
  ['front-channel', 0],
  ['front-channel', 1],
  ['front-channel', 1],
  ['session-bound tokens', 0],
  ['session-bound tokens', 0],
];
const USERS = 60;
/** Nothing is started here that they are about: the run that the clients are for will. */
const WITHOUT_RELYING_PARTY = {
  IS_RP_HOST: undefined,
  IS_RP_BIND: undefined,
  IS_RP_PORTS: undefined,
  IS_RP_CERT: undefined,
  IS_RP_BACKCHANNEL: undefined,
} satisfies Partial<Settings>;
const progress = (message: string): void => {
  console.log(message);
};

async function makeClient(
  admin: AdminClient,
  { host, ports, backChannel }: GivenClients['relyingParty'],
  [kind, origin]: (typeof WANTED)[number],
): Promise<GivenClient> {
  const id = `ises-given-${randomBytes(4).toString('hex')}`;
  const receiver = backChannel.includes(':') ? backChannel : `${backChannel}://${host}:${ports[3]}`;
  const urls = relyingPartyUrls(`https://${host}:${ports[origin] ?? 0}`, receiver, id);
  const { frontChannel, ...application } = CLIENT_KINDS[kind];
  const made = await admin.createApplication({
    name: id,
    callbackUrls: registeredCallbacks(urls),
    backChannelLogoutUrl: urls.backChannelLogout,
    ...(frontChannel === undefined ? {} : { frontChannelLogoutUrl: urls.frontChannelLogout }),
    ...application,
  });
  const { id: applicationId, name, clientId, clientSecret } = made;
  return { id, applicationId, name, kind, origin, clientId, clientSecret };
}

const makeUser = (admin: AdminClient) =>
  admin.createUser({
    user: `ises-given-${randomBytes(4).toString('hex')}`,
    password: strongPassword(),
  });

/** Removes what is there; what is gone already is no error. */
async function remove(admin: AdminClient, { clients, users }: Pick<GivenClients, 'clients' | 'users'>): Promise<void> {
  const gone = (error: unknown): void => {
    if (!isMissing(error)) throw error;
  };
  for (const { applicationId } of clients)
    if (applicationId !== undefined) await admin.deleteApplication(applicationId).catch(gone);
  for (const { id } of users) if (id !== undefined) await admin.deleteUser(id).catch(gone);
}

/** Makes clients and users for a run without rights. On any error nothing of them is left. */
async function make(admin: AdminClient, settings: Settings): Promise<GivenClients> {
  const { IS_RP_HOST: host = 'localhost', IS_RP_PORTS: ports, IS_RP_BACKCHANNEL: backChannel = 'http' } = settings;
  if (ports === undefined)
    throw new CannotRunError(
      'The ports of the relying parties are part of the urls that are registered, and IS_RP_PORTS does not say them.',
      'set it to four ports that are free where the suite will run, e.g. IS_RP_PORTS=8443,8444,8445,8080.',
    );
  const { idleSessionTimeoutPeriod, rememberMePeriod } = await admin.getServerSettings();
  const relyingParty = { host, ports, backChannel };
  const clients: GivenClient[] = [];
  const users: GivenClients['users'] = [];
  try {
    for (const each of WANTED) clients.push(await makeClient(admin, relyingParty, each));
    while (users.length < USERS) users.push(await makeUser(admin));
  } catch (error) {
    await remove(admin, { clients, users });
    throw error;
  }
  return { server: { idleSessionTimeoutPeriod, rememberMePeriod }, relyingParty, clients, users };
}

/** `npm run register -- [--remove] FILE`: for somebody with the rights of an administrator. */
async function main(args: readonly string[]): Promise<void> {
  const [file, ...others] = args.filter((each) => each !== '--remove');
  const isRemoval = args.includes('--remove');
  if (file === undefined || others.length > 0)
    throw new CannotRunError('Which file is meant is not clear.', 'npm run register -- [--remove] clients.json');
  if (existsSync(file) !== isRemoval)
    throw new CannotRunError(`${file} is ${isRemoval ? 'not there' : 'there already'}.`, 'name another file.');
  const settings: Settings = { ...readSettings(), IS_CLIENTS: undefined };
  if (settings.IS_TARGET !== 'remote')
    throw new CannotRunError(
      'IS_TARGET is not remote: clients are given on a server that runs already.',
      'set IS_TARGET=remote, and IS_URL to the server.',
    );
  const target = await startSharedTarget('remote', { ...settings, ...WITHOUT_RELYING_PARTY }, progress);
  const admin = adminOf(target.description);
  if (isRemoval) {
    await remove(admin, readGivenClients(file));
    rmSync(file);
    progress('The clients and users are removed, and the file.');
    return;
  }
  const given = await make(admin, settings);
  writeFileSync(file, `${JSON.stringify(given, undefined, 2)}\n`, { mode: 0o600 });
  const { product, baseUrl } = target.description;
  progress(
    `${given.clients.length} clients and ${given.users.length} users are in ${file}, with their secrets. Whoever has it runs\n\n  IS_TARGET=remote IS_URL=${baseUrl} IS_VERSION=${product.version} IS_CLIENTS=${file} npm start\n\nand npm run register -- --remove ${file} removes them.`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CannotRunError || error instanceof AdminError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
