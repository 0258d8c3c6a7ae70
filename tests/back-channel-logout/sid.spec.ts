import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

/** Characters in which two sids differ that were made one after the other: as random hexadecimal digits, 64 bits. */
const FEWEST_DIFFERENCES = 16;
const PRINTABLE = /^[\x20-\x7e]+$/;

/** In how many places they differ. */
function differences(left: string, right: string): number {
  const places = Array.from({ length: Math.max(left.length, right.length) }, (_, place) => place);
  return places.filter((place) => left[place] !== right[place]).length;
}

test(
  'BACK-DISCOVERY-2 a provider that announces back-channel logout says whether it passes sids',
  verifies('BACK-DISCOVERY-2'),
  async ({ target, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    testInfo.skip(
      document['backchannel_logout_supported'] !== true,
      'does not apply: the discovery document does not announce back-channel logout',
    );
    await check('BACK-DISCOVERY-2', () => {
      expect(document['backchannel_logout_session_supported']).toEqual(expect.any(Boolean));
    });
  },
);

test(
  'BACK-SID-6 ID tokens carry a sid of printable characters, where the provider announces sids',
  verifies('BACK-SID-6'),
  async ({ relyingParty, user, target, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    testInfo.skip(
      document['backchannel_logout_session_supported'] !== true &&
        document['frontchannel_logout_session_supported'] !== true,
      'does not apply: the discovery document does not announce that sids are passed',
    );
    const { signedIn } = await relyingParty.signIn(user);
    await check('BACK-SID-6', () => {
      expect(signedIn.claims['sid']).toEqual(expect.stringMatching(PRINTABLE));
    });
  },
);

test(
  'BACK-SID-1 two sessions of one user have different sids, which cannot be guessed: two browsers',
  verifies('BACK-SID-1', 'BACK-SID-7'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, check }) => {
    const here = await relyingParty.signIn(user);
    const there = await (await openRelyingParty(relyingParty.registered, otherBrowser)).signIn(user);
    for (const session of [here, there]) session.confirmSid();
    await check('BACK-SID-1', () => {
      expect(here.sid).not.toBe(there.sid);
    });
    await check(
      'BACK-SID-7',
      () => {
        expect(differences(here.sid, there.sid), 'places in which they differ').toBeGreaterThanOrEqual(
          FEWEST_DIFFERENCES,
        );
      },
      { needs: ['BACK-SID-1'] },
    );
  },
);
