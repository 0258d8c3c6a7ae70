import type { Requirement } from './types.ts';

const guide = 'WSO2 IS: Manage user sessions and logout';
const sessionsApi = 'WSO2 IS: Session management API';
const settings = 'WSO2 IS: Session management settings';

export const severalParties = [
  {
    id: 'IS-SSO-1',
    specification: guide,
    clause: 'Single sign-on',
    level: 'product',
    area: 'single-sign-on',
    text: 'A second relying party signs the same user in without asking again.',
  },
  {
    id: 'IS-SSO-2',
    specification: guide,
    clause: 'Single sign-on',
    level: 'product',
    area: 'single-sign-on',
    text: 'All relying parties of one session are given the same sid, and the same subject.',
  },
  {
    id: 'IS-SSO-3',
    specification: guide,
    clause: 'Single sign-on',
    level: 'product',
    area: 'single-sign-on',
    text: 'When a second relying party joins, the first renews silently and stays signed in.',
  },
  {
    id: 'IS-SSO-4',
    specification: guide,
    clause: 'Single sign-on',
    level: 'product',
    area: 'single-sign-on',
    text: 'Silent calls of one relying party keep the session for all of them.',
  },
  {
    id: 'IS-ADMIN-1',
    specification: sessionsApi,
    clause: '/me/sessions',
    level: 'product',
    area: 'session-administration',
    text: "A user's session is listed with the applications that take part in it.",
  },
  {
    id: 'IS-ADMIN-2',
    specification: sessionsApi,
    clause: '/me/sessions',
    level: 'product',
    area: 'session-administration',
    text: 'Ending the sessions of a user through the API ends them in every browser.',
  },
  {
    id: 'IS-ADMIN-3',
    specification: sessionsApi,
    clause: '/me/sessions',
    level: 'product',
    area: 'session-administration',
    text: 'Sessions that are ended through the API are made known to their clients by logout tokens.',
  },
  {
    id: 'IS-ADMIN-4',
    specification: settings,
    clause: 'Password update',
    level: 'product',
    area: 'session-administration',
    text: "A change of password ends the user's other sessions, and their clients are told.",
  },
  {
    id: 'IS-ADMIN-5',
    specification: sessionsApi,
    clause: 'User deletion',
    level: 'product',
    area: 'session-administration',
    text: "The deletion of a user ends the user's sessions, and their clients are told.",
  },
  {
    id: 'IS-ADMIN-6',
    specification: sessionsApi,
    clause: '/me/sessions',
    level: 'product',
    area: 'session-administration',
    text: "Ending one user's sessions leaves those of others alone.",
  },
] as const satisfies readonly Requirement[];
