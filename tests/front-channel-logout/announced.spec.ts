import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, verifies } from '../../fixtures/index.ts';
import { test } from './calls.ts';

test(
  'FRONT-DISCOVERY-1 a provider that announces front-channel logout says whether it passes iss and sid',
  verifies('FRONT-DISCOVERY-1'),
  async ({ announced, check }) => {
    await check('FRONT-DISCOVERY-1', () => {
      expect(announced.passesSid, 'frontchannel_logout_session_supported').toEqual(expect.any(Boolean));
    });
  },
);

test(
  'FRONT-DISCOVERY-2 a provider that does not announce front-channel logout calls nobody: a registered uri',
  verifies('FRONT-DISCOVERY-2'),
  async ({ target, newRelyingParty, user, barrier, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    testInfo.skip(
      document['frontchannel_logout_supported'] === true,
      'does not apply: the discovery document announces front-channel logout',
    );
    const party = await newRelyingParty({ frontChannel: true });
    const session = await party.signIn(user);
    await session.confirmAlive();
    await session.logOut();
    await given('RPLOGOUT-END-1', () => expect(session).toHaveEnded());
    await barrier([party]);
    const calls = await party.eventsOf('front-channel-logout');
    await check('FRONT-DISCOVERY-2', () => {
      expect(calls.map(({ parameters }) => parameters)).toEqual([]);
    });
  },
);
