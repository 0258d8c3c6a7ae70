interface Page {
  readonly title: string;
  /** Without an anchor. */
  readonly url: string;
  /** The version of the documentation that was read. */
  readonly readFor: string;
  /** Headings that entries cite, with their anchors; empty: the page as a whole. */
  readonly sections: Readonly<Record<string, string>>;
}

/** Pages of the product's documentation, and of everything else without numbered clauses, that the catalogue cites. */
export const documents = {
  sessions: {
    title: 'WSO2 IS: Manage user sessions and logout',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { 'Keep the user session live': '', 'Single sign-on': '' },
  },
  sessionsApi: {
    title: 'WSO2 IS: Session management API',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { '/me/sessions': '', 'User deletion': '' },
  },
  settings: {
    title: 'WSO2 IS: Session management settings',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: {
      'Idle session timeout': '',
      'Maximum session timeout': '',
      'Password update': '',
      'Remember me period': '',
    },
  },
  sessionManagement: {
    title: 'WSO2 IS: OpenID Connect session management',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { 'Session state changes': '', opbs: '' },
  },
  persistence: {
    title: 'WSO2 IS: Session persistence',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { Restart: '' },
  },
  signing: {
    title: 'WSO2 IS: Signing of ID tokens',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { sign_with_sp_key: '' },
  },
  tenants: {
    title: 'WSO2 IS: Tenants',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { 'Applications open to all tenants': '', 'Tenant-qualified sessions': '', 'Tenant-qualified urls': '' },
  },
  extension: {
    title: 'WSO2 IS: Session extension',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { '/identity/extend-session': '' },
  },
  logout: {
    title: 'WSO2 IS: Add logout',
    url: 'https://is.docs.wso2.com/en/7.1.0/',
    readFor: '7.1.0',
    sections: { 'Logout consent': '', 'Tokens after logout': '' },
  },
} as const satisfies Readonly<Record<string, Page>>;

export type Document = keyof typeof documents;
