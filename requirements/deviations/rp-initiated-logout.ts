import type { Deviation, Observation } from '../types.ts';
import { is } from './observed.ts';

/** Where a logout request led and, where a check looked at it, what had become of the session then. */
interface Outcome {
  readonly where?: unknown;
  readonly asked?: unknown;
  readonly status?: unknown;
  readonly text?: unknown;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly session?: unknown;
  readonly hint?: unknown;
}

function outcome({ actual }: Observation): Outcome {
  const seen = typeof actual === 'object' && actual !== null ? (actual as Partial<Outcome>) : {};
  return { ...seen, parameters: seen.parameters ?? {} };
}

/** The browser was sent to the relying party as after a logout, and nobody was asked. */
const isUnaskedSuccess = ({ where, asked, parameters }: Outcome): boolean =>
  where === 'relying party' && asked === false && parameters['error'] === undefined;

const endsUnasked = (observation: Observation): boolean => {
  const seen = outcome(observation);
  return seen.session === 'ended' && isUnaskedSuccess(seen);
};

const SEEN = { from: '7.0.0', to: '7.2.0' } as const;

export const rpInitiatedLogout: readonly Deviation[] = [
  {
    id: 'D3',
    requirement: 'RPLOGOUT-CONSENT-4',
    seen: SEEN,
    observed:
      '/oidc/logout?consent=approve with nothing else ends the session without a question, and shows "User logout failed".',
    matches: (observation) => {
      // Which of the ways that another page has: whatever loads an address.
      if (Array.isArray(observation.actual)) return observation.actual.length > 0;
      const { session, where, asked, parameters } = outcome(observation);
      const isTheirPage = where === 'page' && asked === false && parameters['oauthErrorMsg'] === 'User logout failed';
      return session === 'ended' && isTheirPage;
    },
  },
  {
    id: 'D4',
    requirement: 'RPLOGOUT-HINT-3',
    seen: SEEN,
    observed: 'A hint that names another user ends the session of the one who is signed in, and redirects as success.',
    matches: endsUnasked,
  },
  {
    id: 'D5',
    requirement: 'RPLOGOUT-END-2',
    seen: SEEN,
    observed:
      'With commonAuthId present and opbs missing, the logout redirects as success while the session stays alive.',
    matches: (observation) => {
      const seen = outcome(observation);
      return seen.session === 'alive' && isUnaskedSuccess(seen);
    },
  },
  {
    id: 'D6',
    requirement: 'RPLOGOUT-HINT-4',
    seen: SEEN,
    observed: 'A garbage, foreign-signed or alg=none hint is answered 200 with an empty body.',
    matches: (observation) => {
      const { where, status, text } = outcome(observation);
      return where === 'page' && status === 200 && text === '';
    },
  },
  {
    id: 'D8',
    requirement: 'RPLOGOUT-REDIRECT-4',
    seen: SEEN,
    observed: 'The redirect of a logout without a session carries an unsolicited crId.',
    matches: (observation) => {
      const { where, parameters } = outcome(observation);
      const extra = Object.keys(parameters).filter((name) => name !== 'state');
      return where === 'relying party' && extra.length === 1 && extra[0] === 'crId';
    },
  },
  {
    id: 'D13',
    requirement: 'RPLOGOUT-TOKENS-1',
    seen: SEEN,
    observed: 'Refresh tokens outlive the logout, unless the application is set to bind tokens to the session.',
    matches: is(true),
  },
  {
    id: 'D13',
    requirement: 'RPLOGOUT-TOKENS-3',
    seen: SEEN,
    observed: 'Access tokens outlive the logout, unless the application is set to bind tokens to the session.',
    matches: is(true),
  },
  {
    id: 'D14',
    requirement: 'RPLOGOUT-STATE-3',
    seen: { from: '7.0.0', to: '7.0.0' },
    observed: 'The state is lost when logging out without a session.',
    matches: (observation) => {
      const { where, parameters } = outcome(observation);
      return where === 'relying party' && parameters['state'] === undefined;
    },
  },
  {
    id: 'D18',
    requirement: 'RPLOGOUT-CLIENT-3',
    seen: SEEN,
    observed:
      'A client_id that is not that of the hint wins over it: the session ends, and the browser is sent to a uri of that client.',
    matches: endsUnasked,
  },
  {
    id: 'D23',
    requirement: 'RPLOGOUT-CLIENT-5',
    seen: SEEN,
    observed:
      'Where the application skips the question, a request with client_id and no hint ends the session and redirects, and nobody is asked.',
    matches: endsUnasked,
  },
  {
    id: 'D31',
    requirement: 'RPLOGOUT-HINT-6',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed:
      'A hint of another session of the same user, in another browser or an earlier one, ends the session, and redirects as success.',
    matches: endsUnasked,
  },
  {
    id: 'D32',
    requirement: 'RPLOGOUT-HINT-2',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed:
      'Beside a client_id that is right no hint is looked at: a forged one ends the session, and redirects as success.',
    matches: (observation) => outcome(observation).hint === 'beside a client_id' && endsUnasked(observation),
  },
  {
    id: 'D33',
    requirement: 'RPLOGOUT-HINT-5',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed:
      'A logout token of an earlier session is accepted as a hint: it ends the session, and redirects as success.',
    matches: (observation) => outcome(observation).hint === 'a logout token' && endsUnasked(observation),
  },
  {
    id: 'D34',
    requirement: 'RPLOGOUT-CONSENT-7',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'While the question is open, consent=approve from the page of another application ends the session.',
    matches: (observation) => {
      const { session, parameters } = outcome(observation);
      return session === 'ended' && parameters['error'] === undefined && parameters['oauthErrorMsg'] === undefined;
    },
  },
];
