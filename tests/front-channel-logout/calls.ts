import type { BrowserContext } from '@playwright/test';
import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { seconds, test as base, type Duration } from '../../fixtures/index.ts';
import { momentOf } from '../../fixtures/moments.ts';
import { patience } from '../../fixtures/run/patience.ts';
import type { OpenedRelyingParty } from '../../fixtures/opened-relying-party.ts';

/** How long a user may have to wait for clients that never answer. */
export const BOUND: Duration = patience(seconds(30));

/** What the discovery document says of front-channel logout. */
interface Announced {
  readonly issuer: string;
  /** `frontchannel_logout_session_supported`, as it stands there. */
  readonly passesSid: unknown;
}

/** Skipped where front-channel logout is not announced. */
export const test = base.extend<{ announced: Announced }>({
  announced: async ({ target }, use, testInfo) => {
    const { document, endpoints } = await readDiscovery(target.description);
    testInfo.skip(
      document['frontchannel_logout_supported'] !== true,
      'does not apply: the discovery document does not announce front-channel logout (WSO2 IS has it from 7.3 on)',
    );
    const passesSid = document['frontchannel_logout_session_supported'];
    await use({ issuer: endpoints.issuer, passesSid });
  },
});

/** One call of a client's front-channel uri, as it arrived. */
export interface Call {
  /** In milliseconds by the relying parties' clock, which is one for all. */
  readonly at: number;
  readonly iss: readonly string[];
  readonly sid: readonly string[];
  /** Whatever else the query had. */
  readonly others: readonly (readonly [string, string])[];
}

/**
 * Every call that has reached a client since it was registered, or since one of its events. Only behind a barrier, and
 * with the user back, is it known that there are no more.
 */
export async function callsOf(
  { registered: { control, id } }: OpenedRelyingParty,
  after = 0,
): Promise<readonly Call[]> {
  const valuesOf = (parameters: readonly (readonly [string, string])[], wanted: string): string[] =>
    parameters.flatMap(([name, value]) => (name === wanted ? [value] : []));
  return (await control.eventsSince(id, after)).flatMap(({ at, event }) => {
    if (event.type !== 'front-channel-logout') return [];
    const { parameters } = event;
    const others = parameters.filter(([name]) => name !== 'iss' && name !== 'sid');
    return [{ at, iss: valuesOf(parameters, 'iss'), sid: valuesOf(parameters, 'sid'), others }];
  });
}

/** How often each of these clients was called. */
export const countCalls = async (parties: readonly OpenedRelyingParty[]): Promise<number[]> =>
  (await Promise.all(parties.map((party) => callsOf(party)))).map(({ length }) => length);

/** Where the browser opens the front-channel uris: in a frame of another page, or as a page of their own. */
export function watchFrames(context: BrowserContext, parties: readonly OpenedRelyingParty[]): readonly string[] {
  const seen: string[] = [];
  context.on('request', (request) => {
    const party = parties.find(({ urls }) => request.url().startsWith(urls.frontChannelLogout));
    if (party === undefined) return;
    const isFramed = request.isNavigationRequest() && request.frame().parentFrame() !== null;
    seen.push(isFramed ? 'iframe' : request.resourceType());
  });
  return seen;
}

/** When a user was back at a client after a logout, by the relying parties' clock; undefined where that takes too long. */
export const momentOfReturn = (party: OpenedRelyingParty): Promise<number | undefined> =>
  momentOf('logged-out', party, BOUND);
