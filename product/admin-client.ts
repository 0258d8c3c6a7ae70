import { z } from 'zod';
import { AdminApi } from './admin-api.ts';
import type { AdminCredentials } from './administrator.ts';
import { AdminError } from './admin-error.ts';
import { applicationBody, callbackPattern, type ApplicationRequest } from './application-request.ts';

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface User extends AdminCredentials {
  readonly id: string;
}

/** Periods are minutes, as strings, the way the product has them. */
const serverSettings = z.object({
  idleSessionTimeoutPeriod: z.string(),
  rememberMePeriod: z.string(),
  /** `true` or `false`. This and the next exist from 7.3 on. */
  enableMaximumSessionTimeoutPeriod: z.string().optional(),
  maximumSessionTimeoutPeriod: z.string().optional(),
});
export type ServerSettings = z.infer<typeof serverSettings>;

const credentials = z.object({ clientId: z.string(), clientSecret: z.string() });
/** Whatever else there is goes back as it came. */
const protocol = z.looseObject({ callbackURLs: z.array(z.string()).optional() });
const created = z.object({ id: z.string() });
const applicationState = z.object({ applicationEnabled: z.boolean().optional() });
const introspection = z.object({ active: z.boolean() });
const applicationList = z.object({ applications: z.array(z.object({ id: z.string(), name: z.string() })).default([]) });
const userList = z.object({ Resources: z.array(z.object({ id: z.string(), userName: z.string() })).default([]) });
const sessionList = z.object({
  sessions: z
    .array(z.object({ id: z.string(), applications: z.array(z.object({ appName: z.string() })) }))
    .nullish()
    .transform((sessions) => sessions ?? []),
});
export type SessionEntry = z.infer<typeof sessionList>['sessions'][number];

const SCIM = 'application/scim+json';
/** Where the state of an account is: from 7.1 on, and before. */
const ACCOUNT_SCHEMAS = ['urn:scim:wso2:schema', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'] as const;
type AccountState = 'accountLocked' | 'accountDisabled';

const replacement = (value: object) =>
  ({
    method: 'PATCH',
    expect: 200,
    contentType: SCIM,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value }],
    },
  }) as const;

/** What the suite needs of the product's administration: applications, users, settings, sessions, tenants. */
export class AdminClient {
  readonly api: AdminApi;

  constructor(options: ConstructorParameters<typeof AdminApi>[0]) {
    this.api = new AdminApi(options);
  }

  /** @throws AdminError e.g. when the name is taken. */
  async createApplication(request: ApplicationRequest): Promise<Application> {
    const { headers } = await this.api.call({
      method: 'POST',
      path: '/api/server/v1/applications',
      expect: 201,
      body: applicationBody(request),
    });
    const id = headers.get('location')?.split('/').at(-1);
    if (id === undefined || id === '')
      throw new AdminError('POST /api/server/v1/applications', 201, 'no Location header');
    const path = `/api/server/v1/applications/${id}/inbound-protocols/oidc`;
    const secrets = await this.api.read({ method: 'GET', path, expect: 200 }, credentials);
    return { id, name: request.name, ...secrets };
  }

  async deleteApplication(id: string): Promise<void> {
    await this.api.call({ method: 'DELETE', path: `/api/server/v1/applications/${id}`, expect: 204 });
  }

  /** Disables an application. @returns whether the server can: WSO2 IS has that from 7.1 on. */
  async disableApplication(id: string): Promise<boolean> {
    const path = `/api/server/v1/applications/${id}`;
    const supported = await this.api
      .call({ method: 'PATCH', path, expect: 200, body: { applicationEnabled: false } })
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof AdminError && error.status === 400) return false;
          throw error;
        },
      );
    if (!supported) return false;
    const { applicationEnabled } = await this.api.read({ method: 'GET', path, expect: 200 }, applicationState);
    return applicationEnabled === false;
  }

  /** Registers these urls in place of those that an application has. */
  async changeCallbacks(id: string, urls: readonly string[]): Promise<void> {
    const path = `/api/server/v1/applications/${id}/inbound-protocols/oidc`;
    const before = await this.api.read({ method: 'GET', path, expect: 200 }, protocol);
    await this.api.call({
      method: 'PUT',
      path,
      expect: 200,
      body: { ...before, callbackURLs: [callbackPattern(urls)] },
    });
  }

  async createUser(user: AdminCredentials): Promise<User> {
    const { id } = await this.api.read(
      {
        method: 'POST',
        path: '/scim2/Users',
        expect: 201,
        contentType: SCIM,
        body: {
          schemas: [],
          userName: user.user,
          password: user.password,
          name: { givenName: 'Suite', familyName: 'User' },
          emails: [{ value: `${user.user}@example.com`, primary: true }],
        },
      },
      created,
    );
    return { id, ...user };
  }

  async deleteUser(id: string): Promise<void> {
    await this.api.call({ method: 'DELETE', path: `/scim2/Users/${id}`, expect: 204 });
  }

  /** The user's own change of password, as the self-service page sends it. */
  async changePassword(user: AdminCredentials, password: string): Promise<void> {
    await this.api.call({ ...replacement({ password }), path: '/scim2/Me', as: user });
  }

  /** A password that an administrator sets for a user. */
  async setPassword({ id }: User, password: string): Promise<void> {
    await this.api.call({ ...replacement({ password }), path: `/scim2/Users/${id}` });
  }

  /** Locks the account of a user, or unlocks it. @throws AdminError where the account is not as it was wanted afterwards. */
  async setLocked(user: User, value: boolean): Promise<void> {
    await this.#setState(user, 'accountLocked', value);
  }

  /** Disables the account of a user, or enables it, where the server allows that (`governance.ts`). @throws as {@link setLocked}. */
  async setDisabled(user: User, value: boolean): Promise<void> {
    await this.#setState(user, 'accountDisabled', value);
  }

  async #setState({ id }: User, state: AccountState, value: boolean): Promise<void> {
    const path = `/scim2/Users/${id}`;
    // A schema that the server does not know is refused, or passed over in silence.
    for (const schema of ACCOUNT_SCHEMAS) {
      await this.api.call({ ...replacement({ [schema]: { [state]: value } }), path }).catch((error: unknown) => {
        if (!(error instanceof AdminError && error.status === 400)) throw error;
      });
      if ((await this.#stateOf(path, state)) === value) return;
    }
    throw new AdminError(`PATCH ${path}`, 200, `${state} of the account is not ${String(value)}`);
  }

  async #stateOf(path: string, state: AccountState): Promise<boolean> {
    const user = await this.api.read({ method: 'GET', path, expect: 200 }, z.record(z.string(), z.unknown()));
    return ACCOUNT_SCHEMAS.some((schema) => {
      const states = z.looseObject({}).safeParse(user[schema]).data;
      return String(states?.[state]) === 'true';
    });
  }

  async getServerSettings(): Promise<ServerSettings> {
    return this.api.read({ method: 'GET', path: '/api/server/v1/configs', expect: 200 }, serverSettings);
  }

  /** Changes only what differs, and reads back what is in force. */
  async changeServerSettings(wanted: Partial<ServerSettings>): Promise<ServerSettings> {
    const body = Object.entries(wanted).map(([name, value]) => ({ operation: 'REPLACE', path: `/${name}`, value }));
    await this.api.call({ method: 'PATCH', path: '/api/server/v1/configs', expect: 200, body });
    const inForce = await this.getServerSettings();
    for (const [name, value] of Object.entries(wanted)) {
      const actual = inForce[name as keyof ServerSettings];
      if (actual !== value) throw new Error(`${name} was set to "${value}" but the server says "${actual}"`);
    }
    return inForce;
  }

  async listSessions(user: AdminCredentials): Promise<SessionEntry[]> {
    const call = { method: 'GET', path: '/api/users/v1/me/sessions', as: user, expect: 200 } as const;
    return (await this.api.read(call, sessionList)).sessions;
  }

  /** Ends every session of the user, as the user's own "sign out everywhere". */
  async terminateSessions(user: AdminCredentials): Promise<void> {
    await this.api.call({ method: 'DELETE', path: '/api/users/v1/me/sessions', as: user, expect: 204 });
  }

  /** Makes a tenant with its first administrator; there is no call that removes one again. */
  async createTenant(domain: string, owner: AdminCredentials): Promise<void> {
    await this.api.call({
      method: 'POST',
      path: '/api/server/v1/tenants',
      expect: 201,
      body: {
        domain,
        owners: [
          {
            username: owner.user,
            password: owner.password,
            email: `${owner.user}@${domain}`,
            firstname: 'Suite',
            lastname: 'Owner',
            provisioningMethod: 'inline-password',
          },
        ],
      },
    });
  }

  /** Introspection (RFC 7662), which the product allows its administrators, and by default no client. */
  async isTokenActive(token: string): Promise<boolean> {
    const body = new URLSearchParams({ token });
    const call = { method: 'POST', path: '/oauth2/introspect', expect: 200, body } as const;
    return (await this.api.read(call, introspection)).active;
  }

  async findApplications(prefix: string): Promise<{ id: string; name: string }[]> {
    const filter = encodeURIComponent(`name sw ${prefix}`);
    const path = `/api/server/v1/applications?limit=100&filter=${filter}`;
    const { applications } = await this.api.read({ method: 'GET', path, expect: 200 }, applicationList);
    return applications.filter(({ name }) => name.startsWith(prefix));
  }

  async findUsers(prefix: string): Promise<{ id: string; userName: string }[]> {
    const filter = encodeURIComponent(`userName sw ${prefix}`);
    const path = `/scim2/Users?count=100&filter=${filter}`;
    const { Resources } = await this.api.read({ method: 'GET', path, expect: 200 }, userList);
    return Resources.filter(({ userName }) => userName.split('/').at(-1)?.startsWith(prefix) === true);
  }
}
