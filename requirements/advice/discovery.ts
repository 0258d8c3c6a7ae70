import type { Advice } from './types.ts';

const HOSTNAME =
  'Issuer and endpoints follow `[server] hostname` (and `offset`) in `deployment.toml`; behind a proxy on another port, `[transport.https.properties] proxyPort`.';

export const discovery = {
  'DISCOVERY-1': {
    meaning: 'Relying parties that configure themselves by discovery refuse the server, or its tokens.',
    setting: `${HOSTNAME} The metadata is at \`/oauth2/token/.well-known/openid-configuration\`, not at the root of the host.`,
  },
  'DISCOVERY-2': {
    meaning: 'Relying parties that configure themselves by discovery cannot be used with this server.',
    setting: HOSTNAME,
  },
  'DISCOVERY-3': {
    meaning: 'Signatures cannot be verified: every sign-in fails at relying parties that check them.',
    setting:
      'Keys come from the keystore of the tenant, `[keystore.primary]` for the super tenant; from 7.1 on OAuth can be given a keystore of its own. Look whether one was replaced on part of the cluster only.',
    workaround: 'Match keys by `kid`: the `x5t` of the key set and the `x5t` of tokens are different digests in IS.',
  },
  'DISCOVERY-4': {
    meaning: 'Whoever reads the key set can sign tokens as this server: every account is open.',
    workaround: 'Take the endpoint off the network at once, and replace the keystore.',
  },
  'DISCOVERY-5': {
    meaning: 'Relying parties that look at the status, or at the kind of content, refuse the metadata.',
    setting: 'Look for a proxy that answers, or changes, this address.',
  },
  'DISCOVERY-6': {
    meaning: 'Passwords, codes or tokens travel without protection: whoever is on the way can read and change them.',
    setting: HOSTNAME,
  },
  'DISCOVERY-7': {
    meaning: 'Relying parties that support only what is mandatory cannot verify an ID token.',
    setting: '`[oauth.oidc.id_token] signature_algorithm` in `deployment.toml`.',
  },
  'DISCOVERY-8': {
    meaning:
      'A relying party that is given the host in place of the issuer fails with a message about HTML, or follows to a login page.',
    workaround:
      'Give relying parties the whole issuer, with `/oauth2/token`; or let a proxy redirect `/.well-known/openid-configuration` to `/oauth2/token/.well-known/openid-configuration`.',
  },
  'DISCOVERY-9': {
    meaning: 'Clients that go by RFC 8414 fail with a message about HTML, or follow to a login page.',
    workaround:
      'Give clients the address of the metadata, `/oauth2/token/.well-known/openid-configuration`; or let a proxy redirect there.',
  },
  'DISCOVERY-10': {
    meaning: 'Who mistypes the name of a tenant is led astray: the error shows nowhere that there is no such tenant.',
  },
  'SESSION-DISCOVERY-1': {
    meaning: 'Relying parties cannot find the iframe that tells them of a change of the session.',
    setting: HOSTNAME,
    workaround:
      'Configure `/oidc/checksession` by hand; it also needs `client_id`, and `redirect_uri` where the callback is a pattern.',
  },
  'RPLOGOUT-DISCOVERY-1': {
    meaning: 'Relying parties cannot find where to log out: they end their own session only.',
    setting: HOSTNAME,
    workaround: 'Configure `/oidc/logout` by hand.',
  },
  'BACK-DISCOVERY-1': {
    meaning: 'Relying parties cannot know that logout tokens will come, and need not listen for them.',
    workaround:
      'Register the back-channel url at the application regardless; whether tokens arrive is judged by itself.',
  },
} as const satisfies Readonly<Record<string, Advice>>;
