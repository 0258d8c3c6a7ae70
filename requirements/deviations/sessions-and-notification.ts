import type { Deviation } from '../types.ts';

export const sessionsAndNotification: readonly Deviation[] = [
  {
    id: 'D9',
    requirement: 'BACK-TOKEN-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The logout token has no typ.',
    matches: () => true,
  },
  {
    id: 'D10',
    requirement: 'SESSION-IFRAME-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'A single-word message to the check-session iframe gets no reply at all.',
    matches: () => true,
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: "After A's session has ended by idleness, B signs in in the same browser and is given A's sid.",
    matches: () => true,
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'When B logs out, the logout tokens name A, and go to clients that only A had used.',
    matches: () => true,
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-10',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The iframe goes on saying unchanged after the session has ended by idleness.',
    matches: () => true,
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-11',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The iframe goes on saying unchanged after the session was ended through the API.',
    matches: () => true,
  },
];
