/** One pass through the login or the consent page, from the authorization request to the return hop. */
export interface Attempt {
  /** `sessionDataKey` of the page. */
  readonly id: string;
  readonly page: 'login' | 'consent';
  /** The library's interaction that goes on afterwards. */
  readonly interactionUid: string;
  readonly clientId: string;
  readonly pageUrl: string;
  /** Milliseconds of the moved clock. */
  readonly createdAt: number;
  /** Ties the login page to the browser that asked for it. */
  nonce: string;
  /** The session that the return hop has to come with. */
  sessionId?: string | undefined;
}

/** How long a login page can be left open. */
export const ATTEMPT_LIFETIME_S = 4_800;
