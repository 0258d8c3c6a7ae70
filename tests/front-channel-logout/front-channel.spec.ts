import { readDiscovery } from '../../fixtures/discovery.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

test(
  'every client of the session is called in an iframe with iss and sid, and the browser comes back',
  verifies('FRONT-DISCOVERY-1', 'FRONT-IFRAME-1', 'FRONT-IFRAME-2', 'FRONT-IFRAME-3'),
  async ({ registerRelyingParty, openRelyingParty, user, target, check }, testInfo) => {
    const { document, endpoints } = await readDiscovery(target.description);
    testInfo.skip(
      document['frontchannel_logout_supported'] !== true,
      'the discovery document does not announce front-channel logout (WSO2 IS has it from 7.3 on)',
    );
    await check('FRONT-DISCOVERY-1', () => {
      expect(document['frontchannel_logout_session_supported']).toBe(true);
    });
    const parties = [
      await openRelyingParty(await registerRelyingParty({ origin: 0, frontChannel: true })),
      await openRelyingParty(await registerRelyingParty({ origin: 1, frontChannel: true })),
    ] as const;
    const session = await parties[0].signIn(user);
    await parties[1].joinSession();
    await expect(session).toBeAlive();
    const state = newState();
    const { loggedOut } = parties[0].urls;
    const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
    const answer = await requestLogout(parties[0], { parameters });
    const calls = await Promise.all(parties.map((party) => party.waitForFrontChannelCall()));
    await check('FRONT-IFRAME-1', () => {
      expect(calls).toHaveLength(2);
    });
    await check('FRONT-IFRAME-2', () => {
      for (const call of calls)
        expect(Object.fromEntries(call.parameters)).toMatchObject({ iss: endpoints.issuer, sid: session.sid });
    });
    await check('FRONT-IFRAME-3', async () => {
      await answer.page.waitForURL((url) => url.href.startsWith(loggedOut));
      expect(new URL(answer.page.url()).searchParams.getAll('state')).toEqual([state]);
    });
    await expect(session).toHaveEnded();
  },
);
