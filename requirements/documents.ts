interface Page {
  readonly title: string;
  /** Without an anchor. */
  readonly url: string;
  /** The version of the documentation that was read. */
  readonly readFor: string;
  /** Headings that entries cite, with their anchors; empty: the page as a whole, or a part of it without an anchor. */
  readonly sections: Readonly<Record<string, string>>;
}

const IS = 'https://is.docs.wso2.com/en';
const OWASP = 'https://cheatsheetseries.owasp.org/cheatsheets';

/** Pages of the product's documentation, and of everything else without numbered clauses, that the catalogue cites. */
export const documents = {
  sessions: {
    title: 'WSO2 IS: Manage User Sessions and Logout',
    url: `${IS}/6.1.0/guides/login/session-management-logout/`,
    readFor: '6.1.0',
    sections: {
      "Configure to sign the ID token with the user's tenant domain":
        'configure-to-sign-the-id-token-with-the-users-tenant-domain',
      'Keep the user session live': 'keep-the-user-session-live',
      'Log out': 'log-out',
    },
  },
  logoutUrl: {
    title: 'WSO2 IS: OpenID Connect Logout URL Redirection',
    url: `${IS}/6.1.0/guides/login/oidc-logout-url-redirection/`,
    readFor: '6.1.0',
    sections: { 'Configure to sign the ID token': 'configure-to-sign-the-id-token' },
  },
  sessionTimeout: {
    title: 'WSO2 IS: Configuring Session Timeout',
    url: `${IS}/5.11.0/learn/configuring-session-timeout/`,
    readFor: '5.11.0',
    sections: { 'Idle Session Time Out': 'idle-session-time-out' },
  },
  settings: {
    title: 'WSO2 IS: Session management',
    url: `${IS}/7.1.0/guides/account-configurations/login-security/session-management/`,
    readFor: '7.1.0',
    sections: { Parameters: 'parameters' },
  },
  maximumTimeout: {
    title: 'WSO2 IS: Session management',
    url: `${IS}/7.3.0/guides/account-configurations/login-security/session-management/`,
    readFor: '7.3.0',
    sections: { Parameters: 'parameters', 'Maximum session timeout': 'maximum-session-timeout' },
  },
  activeSessions: {
    title: 'WSO2 IS: Manage active sessions',
    url: `${IS}/7.1.0/guides/users/manage-sessions/`,
    readFor: '7.1.0',
    sections: { 'Manage active sessions': '' },
  },
  sessionsApi: {
    title: 'WSO2 IS: User Session Management API',
    url: `${IS}/7.0.0/apis/session-mgt-rest-api/`,
    readFor: '7.0.0',
    sections: { '/me/sessions': '', '/me/sessions/{session-id}': '', Note: '' },
  },
  configsApi: {
    title: 'WSO2 IS: Configurations API',
    url: `${IS}/7.0.0/apis/configs-rest-api/`,
    readFor: '7.0.0',
    sections: { '/configs': '' },
  },
  extension: {
    title: 'WSO2 IS: Identity Provider Session Extending API',
    url: `${IS}/7.1.0/apis/idp-session-extender-endpoint/`,
    readFor: '6.1.0, and the version after 7.3',
    sections: { 'Supported requests': 'supported-requests', 'API responses': 'api-responses' },
  },
  persistence: {
    title: 'WSO2 IS: Authentication Session Persistence',
    url: `${IS}/7.1.0/deploy/configure/session-persistence/`,
    readFor: '7.1.0',
    sections: {
      'Sessions in the WSO2 Identity Server': '',
      'Session Timeout related configurations': 'session-timeout-related-configurations',
      'Importance of session persistence': 'importance-of-session-persistence',
      'Session cleanup configurations': 'session-cleanup-configurations',
    },
  },
  sessionManagement: {
    title: 'WSO2 IS: OIDC Session Management',
    url: `${IS}/7.3.0/references/concepts/oidc-session-management/`,
    readFor: '7.3.0',
    sections: { 'Session State': 'session-state', 'How it works?': 'how-it-works' },
  },
  tenants: {
    title: 'WSO2 IS: Introduction to multitenancy',
    url: `${IS}/7.2.0/guides/multitenancy/`,
    readFor: '7.2.0',
    sections: { 'Introduction to multitenancy': '', Architecture: 'architecture' },
  },
  saas: {
    title: 'WSO2 IS: Enable SaaS',
    url: `${IS}/6.1.0/guides/login/saas-application/`,
    readFor: '6.1.0',
    sections: { 'Enable SaaS': '' },
  },
  logout: {
    title: 'WSO2 IS: Add logout with OIDC to application',
    url: `${IS}/7.1.0/guides/authentication/oidc/add-logout/`,
    readFor: '7.1.0',
    sections: { client_id: '', id_token_hint: '', post_logout_redirect_uri: '', state: '' },
  },
  backChannelGuide: {
    title: 'WSO2 IS: Implement back-channel logout',
    url: `${IS}/7.1.0/guides/authentication/oidc/add-back-channel-logout/`,
    readFor: '7.1.0',
    sections: { 'How it works': 'how-it-works', 'Set up your client application': 'set-up-your-client-application' },
  },
  applicationSettings: {
    title: 'WSO2 IS: OIDC settings for apps',
    url: `${IS}/7.1.0/references/app-settings/oidc-settings-for-app/`,
    readFor: '7.1.0',
    sections: {
      'Authorized redirect URLs': 'authorized-redirect-urls',
      'Token binding type': 'token-binding-type',
    },
  },
  lockAdvisory: {
    title: 'WSO2 Security Advisory WSO2-2025-4684 (CVE-2025-12624)',
    url: 'https://security.docs.wso2.com/en/latest/security-announcements/security-advisories/2026/WSO2-2025-4684/',
    readFor: '2026',
    sections: { Description: '' },
  },
  bindingAdvisory: {
    title: 'CVE-2025-13173: Improper token revocation via session-bound token flow (WSO2)',
    url: 'https://www.cve.org/CVERecord?id=CVE-2025-13173',
    readFor: '2026',
    sections: { Title: '' },
  },
  deletionAdvisory: {
    title: 'CVE-2024-8995: Authorization code issued for deleted user (WSO2)',
    url: 'https://www.cve.org/CVERecord?id=CVE-2024-8995',
    readFor: '2026',
    sections: { Title: '' },
  },
  sessionCheatSheet: {
    title: 'OWASP Session Management Cheat Sheet',
    url: `${OWASP}/Session_Management_Cheat_Sheet.html`,
    readFor: '2026',
    sections: {
      'HttpOnly Attribute': 'httponly-attribute',
      'Domain and Path Attributes': 'domain-and-path-attributes',
    },
  },
  errorCheatSheet: {
    title: 'OWASP Error Handling Cheat Sheet',
    url: `${OWASP}/Error_Handling_Cheat_Sheet.html`,
    readFor: '2026',
    sections: { Objective: 'objective' },
  },
} as const satisfies Readonly<Record<string, Page>>;

export type Document = keyof typeof documents;
