import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'

/**
 * Who talks to the endpoint, as far as requests tell. `entra-flag`: Entra with `aadOptscim062020` in its tenant URL.
 * `portal`: an administrator by *Try it*, which no request can claim.
 */
export type Client =
  | 'okta'
  | 'entra'
  | 'entra-flag'
  | 'pingfederate'
  | 'sailpoint'
  | 'onelogin'
  | 'jumpcloud'
  | 'google'
  | 'portal'
  | 'custom'

export const clientLabels: Readonly<Record<Client, string>> = {
  okta: 'Okta',
  entra: 'Microsoft Entra ID',
  'entra-flag': 'Microsoft Entra ID with aadOptscim062020',
  pingfederate: 'PingFederate',
  sailpoint: 'SailPoint',
  onelogin: 'OneLogin',
  jumpcloud: 'JumpCloud',
  google: 'Google Workspace',
  portal: 'Rollcall portal',
  custom: 'Custom',
}

/** What is known of a request. `path` is what follows the endpoint, `query` what follows `?`, both as sent. */
export type SeenRequest = {
  method: string
  path: string
  query: string
  userAgent: string
  /** The body's text, whole, redacted or cut short; null or undefined when there was none. */
  body?: string | null | undefined
  /** Names in lower case; the log keeps none. */
  headers?: Readonly<Record<string, string | undefined>>
}

/** `because`: what gave the client away, for the administrator; undefined for `custom`. */
export type Recognised = { client: Client; label: string; because: string | undefined }

/**
 * The client behind one request. A name in the User-Agent wins; without one, what only one client is known to send
 * decides, and what no rule knows is `custom`. A guess for display: nothing is allowed or refused by it.
 */
export const recogniseClient = (request: SeenRequest): Recognised => {
  const seen = new Evidence(request)
  const rule = rules.find(({ matches }) => matches(seen))
  const client = rule?.client ?? 'custom'
  return { client, label: clientLabels[client], because: rule?.because }
}

/** Every logged request is recognised: a name in the User-Agent, and a body without what the rules look for, cost no reading. */
class Evidence {
  readonly method: string
  readonly path: string
  /** Readable. */
  readonly query: string
  readonly userAgent: string
  readonly body: string
  #document: JsonObject | undefined
  #isRead = false

  constructor({ method, path, query, userAgent, body }: SeenRequest) {
    this.method = method
    this.path = path
    this.query = query === '' ? '' : decodeQuery(query)
    this.userAgent = userAgent
    this.body = body ?? ''
  }

  get document(): JsonObject | undefined {
    if (!this.#isRead) {
      this.#isRead = true
      this.#document = TELLING.test(this.body) ? parseBody(this.body) : undefined
    }
    return this.#document
  }
}

/** The members that the rules on documents look at; an escaped name is not worth reading for. */
const TELLING = /"(?:[Oo]perations|roles|groups)"/

type Rule = { client: Client; because: string; matches: (seen: Evidence) => boolean }

/** A client sends one name with thousands of requests: what the last one was is not looked up again. */
const agent = (pattern: RegExp) => {
  let last = { userAgent: '', isNamed: pattern.test('') }
  return ({ userAgent }: Evidence): boolean => {
    if (userAgent !== last.userAgent) last = { userAgent, isNamed: pattern.test(userAgent) }
    return last.isNamed
  }
}

const BY_NAME = 'its User-Agent'

/** In order: names before habits, habits of one client before those that two might share. */
const rules: readonly Rule[] = [
  // "Okta SCIM Client 1.0.0": Okta's SCIM 2.0 reference, and recorded.
  { client: 'okta', because: BY_NAME, matches: agent(/\bokta\b/i) },
  // "Google-Auto-Provisioning": pond/scimitar issue 142, with application/json as its media type.
  { client: 'google', because: BY_NAME, matches: agent(/google-auto-provisioning/i) },
  { client: 'onelogin', because: BY_NAME, matches: agent(/one-?login/i) },
  { client: 'jumpcloud', because: BY_NAME, matches: agent(/jump-?cloud/i) },
  { client: 'sailpoint', because: BY_NAME, matches: agent(/sailpoint|identityiq/i) },
  { client: 'pingfederate', because: BY_NAME, matches: agent(/ping ?federate|ping ?identity/i) },
  // The flag in the tenant URL is Microsoft's documented switch; some proxies hand it through with every request.
  {
    client: 'entra-flag',
    because: 'aadOptscim062020 in the URL',
    matches: ({ query }) => /aadoptscim062020/i.test(query),
  },
  // Documented for aadOptscim062020: one lower-case replace without a path, whose keys are dotted or full URNs.
  {
    client: 'entra-flag',
    because: 'a replace without a path that has dotted or URN keys',
    matches: ({ document }) =>
      operationsOf(document).some(
        ({ op, path, value }) =>
          op === 'replace' && path === undefined && isJsonObject(value) && Object.keys(value).some(isQualifiedKey),
      ),
  },
  // Documented default style: "Add", "Replace", "Remove".
  {
    client: 'entra',
    because: 'capitalised operations',
    matches: ({ document }) => operationsOf(document).some(({ op }) => /^(Add|Replace|Remove)$/.test(op)),
  },
  // Documented on POST /Groups beside the standard URN.
  {
    client: 'entra',
    because: 'the ADSCIM URN',
    matches: ({ body }) => /microsoft\.com\/2006\/11\/.*adscim/i.test(body),
  },
  { client: 'entra', because: BY_NAME, matches: agent(/azure ?ad|entra|microsoft/i) },
  // Documented body of POST /Users: meta.resourceType and an empty list of roles, which nobody else sends together.
  {
    client: 'entra',
    because: 'meta.resourceType beside an empty list of roles',
    matches: ({ document }) =>
      isEmptyList(document?.['roles']) && isJsonObject(document?.['meta']) && 'resourceType' in document['meta'],
  },
  // Documented lookup of a group, and connection test: the name of nobody, a GUID, without paging.
  {
    client: 'entra',
    because: 'its lookup of a group by name without members',
    matches: ({ query }) => /displayname eq/i.test(query) && /excludedattributes=members/i.test(query),
  },
  {
    client: 'entra',
    because: 'its connection test',
    matches: ({ query }) => LOOKUP_OF_NOBODY.test(query),
  },
  // Recorded: POST /Users carries an empty list of groups and a placeholder password.
  {
    client: 'okta',
    because: 'an empty list of groups beside a password',
    matches: ({ document }) => isEmptyList(document?.['groups']) && document !== undefined && 'password' in document,
  },
  // goauthentik/authentik issue 11249: drafts' URNs, and a query that ends in "&".
  {
    client: 'onelogin',
    because: 'the URNs of a SCIM 2.0 draft',
    matches: ({ body }) => /"urn:scim:schemas:core:2\.0"/i.test(body),
  },
  {
    client: 'onelogin',
    because: 'no User-Agent, and a query that ends in &',
    matches: ({ userAgent, query }) => userAgent === '' && query.endsWith('&'),
  },
  // Paul-E/scim-v2-rust test data: lower-case remove with the members as a list of bare ids.
  {
    client: 'jumpcloud',
    because: 'a lower-case remove that lists members',
    matches: ({ document }) =>
      operationsOf(document).some(
        ({ op, path, value }) => op === 'remove' && path === 'members' && Array.isArray(value) && value.length > 0,
      ),
  },
  // Documented for PingFederate's connector: `emails eq` without a sub-attribute.
  {
    client: 'pingfederate',
    because: 'a filter on emails as a whole',
    matches: ({ query }) => /filter=emails eq /i.test(query),
  },
  // Documented for SailPoint's connector, which needs each resource type by its own address.
  {
    client: 'sailpoint',
    because: 'resource types read one by one',
    matches: ({ method, path }) => method === 'GET' && /^\/resourcetypes\/(user|group)$/i.test(path),
  },
]

const LOOKUP_OF_NOBODY = /^filter=username eq "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/i

const isQualifiedKey = (key: string): boolean => key.startsWith('urn:') || /^\w+\.\w+$/.test(key) || key.includes('[')

const isEmptyList = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length === 0

type SentOperation = { op: string; path: JsonValue | undefined; value: JsonValue | undefined }

const operationsOf = (document: JsonObject | undefined): SentOperation[] => {
  const list = document?.['Operations'] ?? document?.['operations']
  if (!Array.isArray(list)) return []
  return list.filter(isJsonObject).map((item) => ({
    op: typeof item['op'] === 'string' ? item['op'] : '',
    path: item['path'],
    value: item['value'],
  }))
}

const parseBody = (body: string): JsonObject | undefined => {
  try {
    const value = JSON.parse(body) as JsonValue
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Readable: `filter=userName eq "x"&count=1`. What cannot be decoded stays as it is. */
const decodeQuery = (query: string): string => {
  const text = query.replaceAll('+', ' ')
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Path below the endpoint, and query, of an address as the log keeps it: `/scim/1/2161…/v2/Users?count=2` gives
 * `/Users` and `count=2`. Undefined when no endpoint's name is in it.
 */
export const splitLoggedUrl = (url: string): { path: string; query: string } | undefined => {
  const mark = url.indexOf('?')
  const whole = mark < 0 ? url : url.slice(0, mark)
  const path = /\/(?:users|groups|me|bulk|schemas|resourcetypes|serviceproviderconfig|\.search)(?:\/.*)?$/i.exec(
    whole,
  )?.[0]
  return path === undefined ? undefined : { path, query: mark < 0 ? '' : url.slice(mark + 1) }
}
