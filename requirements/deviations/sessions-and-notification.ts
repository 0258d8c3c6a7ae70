import type { Deviation } from '../types.ts';
import { areAll, is, saw } from './observed.ts';

const notification: readonly Deviation[] = [
  {
    id: 'D9',
    requirement: 'BACK-TOKEN-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The logout token has no typ.',
    matches: areAll('no typ'),
  },
  {
    id: 'D22',
    requirement: 'BACK-DELIVERY-9',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The browser is sent back at once, while the receivers have not answered yet.',
    matches: is('before the receiver has answered'),
  },
  {
    id: 'D44',
    requirement: 'BACK-DELIVERY-13',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'While two receivers hang, the logout token for the client of the next user is not sent.',
    matches: is('none'),
    link: 'https://github.com/wso2/product-is/issues/23777',
  },
  {
    id: 'D44',
    requirement: 'BACK-DELIVERY-14',
    seen: { from: '7.1.0', to: '7.1.0' },
    observed: 'While two receivers hang, the logout token for the third client of the session is not sent.',
    matches: is('none'),
    intermittent: true,
    link: 'https://github.com/wso2/product-is/issues/23777',
  },
];

const formerUser: readonly Deviation[] = [
  {
    id: 'D16',
    requirement: 'BACK-SID-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: "After A's session has ended by idleness, B signs in in the same browser and is given A's sid.",
    matches: is("the former session's"),
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-3',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'When B logs out, the logout token names A.',
    matches: saw({ sub: 'the former user' }),
  },
  {
    id: 'D16',
    requirement: 'BACK-SID-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'When B logs out, a client that only A had used is sent a logout token, which names A.',
    matches: areAll('the former user'),
  },
  {
    id: 'D20',
    requirement: 'BACK-SID-5',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: "A logs out while a silent call is under way, B signs in: the logout token has B's sid and A's sub.",
    matches: saw({ sub: 'the former user', sid: "the next user's" }),
    intermittent: true,
  },
  {
    id: 'D20',
    requirement: 'SESSION-IFRAME-14',
    seen: { from: '7.0.0', to: '7.1.0' },
    observed: 'A logs out while a silent call is under way: the iframe goes on saying unchanged.',
    matches: is('unchanged'),
    intermittent: true,
  },
];

const sessionManagement: readonly Deviation[] = [
  {
    id: 'D10',
    requirement: 'SESSION-IFRAME-4',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'A single-word message to the check-session iframe gets no reply at all.',
    matches: is('no reply'),
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-10',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The iframe goes on saying unchanged after the session has ended by idleness.',
    matches: is('unchanged'),
  },
  {
    id: 'D17',
    requirement: 'SESSION-IFRAME-11',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The iframe goes on saying unchanged after the session was ended through the API.',
    matches: is('unchanged'),
  },
  {
    id: 'D24',
    requirement: 'SESSION-STATE-2',
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'The answer that nobody is signed in carries no session_state.',
    matches: areAll('none, where nobody is signed in'),
  },
];

export const sessionsAndNotification: readonly Deviation[] = [...notification, ...formerUser, ...sessionManagement];
