import type { Kit } from '../kit.ts'

/** Single sign-on: what IdPs' assertions lead to. */
export const samlTables = (k: Kit) => ({
  /** Attributes of assertions that policies may use; NameID is none. */
  samlAttributes: k.table(
    'saml_attributes',
    {
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      /** What the portal calls it. */
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      /** The attribute's Name in the assertion, exactly. */
      samlAttribute: k.text('saml_attribute').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('saml_attributes_name').on(t.idpId, t.nameKey),
      k.uniqueIndex('saml_attributes_saml_attribute').on(t.idpId, t.samlAttribute),
    ],
  ),
  /** Authentication requests on their way: each is answered once, in the browser that began it. */
  samlRequests: k.table(
    'saml_requests',
    {
      /** The ID of the AuthnRequest. */
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      /** `test`: of Test sign-in, which opens no session; `import`: of SAML attributes; `admin`: into the portal. */
      purpose: k.text('purpose').$type<'sign-in' | 'test' | 'import' | 'admin'>().notNull(),
      /** SHA-256 of the RelayState, hex. */
      relayHash: k.text('relay_hash').notNull(),
      /** SHA-256 of the cookie of the browser that began it, hex. */
      browserHash: k.text('browser_hash').notNull(),
      /** The address first asked for; checked when stored. */
      returnTo: k.text('return_to').notNull(),
      /** The login name that was entered; empty when none was. */
      loginName: k.text('login_name').notNull(),
      /** Of `test` and `import`: the administrator who began it. */
      administratorId: k.text('administrator_id'),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('saml_requests_expires').on(t.expiresAt)],
  ),
  /** Assertions that were accepted, until they would have expired: none is accepted twice. */
  samlAssertions: k.table(
    'saml_assertions',
    {
      idpId: k.text('idp_id').notNull(),
      assertionId: k.text('assertion_id').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.assertionId] }), k.index('saml_assertions_expires').on(t.expiresAt)],
  ),
  /** What came to the Service Provider URL and waits for its browser on the finish page: seconds. */
  samlArrivals: k.table(
    'saml_arrivals',
    {
      /** SHA-256 of the handle in the finish page's address, hex. */
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      /** Null: unsolicited. */
      requestId: k.text('request_id'),
      /** JSON of the verified assertion or of the refusal, sealed (lib/auth/seal.ts). */
      sealedOutcome: k.text('sealed_outcome').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('saml_arrivals_expires').on(t.expiresAt)],
  ),
  /** Sessions of end users. One that ended stays a while, with its reason. */
  userSessions: k.table(
    'user_sessions',
    {
      /** UUIDv7, what pages name it by. */
      id: k.text('id').primaryKey(),
      /** SHA-256 of the 256-bit reference in the cookie, hex. */
      hash: k.text('hash').notNull(),
      idpId: k.text('idp_id').notNull(),
      /** Of the users table; null where the IdP provisions nobody. */
      userId: k.text('user_id'),
      userName: k.text('user_name').notNull(),
      /** Folded (lib/scim/fold.ts). */
      userNameKey: k.text('user_name_key').notNull(),
      nameId: k.text('name_id').notNull(),
      nameIdFormat: k.text('name_id_format').notNull(),
      /** For single logout; null where the IdP sent none. */
      sessionIndex: k.text('session_index'),
      /** AuthnInstant of the assertion. */
      authenticatedAt: k.instant('authenticated_at').notNull(),
      /** JSON object: attribute name to list of values. */
      attributes: k.text('attributes').notNull(),
      createdAt: k.instant('created_at').notNull(),
      lastSeenAt: k.instant('last_seen_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
      address: k.text('address').notNull(),
      userAgent: k.text('user_agent').notNull(),
      endedAt: k.instant('ended_at'),
      endReason: k
        .text('end_reason')
        .$type<
          | 'logout'
          | 'idp-logout'
          | 'revoked'
          | 'deactivated'
          | 'deleted'
          | 'renamed'
          | 'idp'
          | 'not-provisioned'
          | 'reauthenticate'
        >(),
    },
    (t) => [
      k.uniqueIndex('user_sessions_hash').on(t.hash),
      k.index('user_sessions_user').on(t.idpId, t.userId, t.endedAt),
      k.index('user_sessions_name').on(t.idpId, t.userNameKey),
      k.index('user_sessions_created').on(t.createdAt, t.id),
    ],
  ),
  /** The sign-in log: every attempt through an IdP. */
  samlSignIns: k.table(
    'saml_sign_ins',
    {
      /** UUIDv7: ordered by time. */
      id: k.text('id').primaryKey(),
      at: k.instant('at').notNull(),
      idpId: k.text('idp_id').notNull(),
      purpose: k.text('purpose').$type<'sign-in' | 'test' | 'import' | 'admin' | 'logout'>().notNull(),
      outcome: k.text('outcome').$type<'accepted' | 'refused'>().notNull(),
      /** The check that refused it: a code of lib/saml/refusals.ts. Null when accepted. */
      refusal: k.text('refusal'),
      /** What was found and what was expected, where that helps; never a secret. */
      detail: k.text('detail'),
      /** The login name of the assertion; empty when none could be read from signed bytes. */
      userName: k.text('user_name').notNull(),
      userNameKey: k.text('user_name_key').notNull(),
      address: k.text('address').notNull(),
      userAgent: k.text('user_agent').notNull(),
    },
    (t) => [k.index('saml_sign_ins_idp').on(t.idpId, t.id), k.index('saml_sign_ins_name').on(t.userNameKey, t.id)],
  ),
  /** Who signed in at the IdP and was refused here because SCIM has not brought them, or has them inactive. */
  notProvisioned: k.table(
    'not_provisioned',
    {
      idpId: k.text('idp_id').notNull(),
      userNameKey: k.text('user_name_key').notNull(),
      userName: k.text('user_name').notNull(),
      reason: k.text('reason').$type<'absent' | 'inactive'>().notNull(),
      /** A userName of this IdP that differs little; null when none does. */
      nearMiss: k.text('near_miss'),
      attempts: k.whole('attempts').notNull(),
      firstAt: k.instant('first_at').notNull(),
      lastAt: k.instant('last_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.userNameKey] })],
  ),
  /** Places that traffic comes from, and sublocations within them. */
  locations: k.table(
    'locations',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      /** Of a sublocation: the location it lies in. */
      parentId: k.text('parent_id'),
      enforcesAuthentication: k.flag('enforces_authentication').notNull(),
      /** Its IdP; null: the default one, or that of the location a sublocation lies in. */
      idpId: k.text('idp_id'),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.uniqueIndex('locations_name').on(t.nameKey), k.index('locations_idp').on(t.idpId)],
  ),
  locationRanges: k.table(
    'location_ranges',
    {
      locationId: k.text('location_id').notNull(),
      /** CIDR, IPv4 or IPv6, as normalised. */
      range: k.text('range').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.locationId, t.range] })],
  ),
  /** The Authentication Settings: one row, made when first saved. */
  authenticationSettings: k.table('authentication_settings', {
    /** The organisation's id. */
    id: k.text('id').primaryKey(),
    authenticationType: k.text('authentication_type').$type<'saml' | 'form'>().notNull(),
    /** Empty: none. */
    primaryDomain: k.text('primary_domain').notNull(),
    /** JSON list. */
    secondaryDomains: k.text('secondary_domains').notNull(),
    /** Admin Portal Session Timeout, 5 to 600. */
    sessionTimeoutMinutes: k.whole('session_timeout_minutes').notNull(),
    /** Enforce SSO Login for Admins. */
    enforcesSso: k.flag('enforces_sso').notNull(),
    /** The owner who may still sign in with a password. */
    breakGlassId: k.text('break_glass_id'),
    frequency: k.text('frequency').$type<'daily' | 'once' | 'session' | 'custom'>().notNull(),
    /** Of `custom`, 1 to 180. */
    frequencyDays: k.whole('frequency_days').notNull(),
    /** Force Reauthentication: user sessions that began before it are over. */
    reauthenticateSince: k.instant('reauthenticate_since'),
    /** Of the PAC file: `host:port` of the proxy for what is not exempted; empty: there is none. */
    pacProxy: k.text('pac_proxy').notNull().default(''),
    version: k.whole('version').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
  /** Exempted URLs: hosts that are reached without authentication. */
  exemptedUrls: k.table(
    'exempted_urls',
    {
      id: k.text('id').primaryKey(),
      /** A host, or `.` and a domain for all hosts in it; lower case, punycode. May end in a path. */
      url: k.text('url').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.uniqueIndex('exempted_urls_url').on(t.url)],
  ),
  /** Roles that an administrators' IdP gives, by the values of its role attribute. */
  idpRoles: k.table(
    'idp_roles',
    {
      idpId: k.text('idp_id').notNull(),
      /** A value of the attribute, exactly. */
      value: k.text('value').notNull(),
      role: k.text('role').$type<'owner' | 'editor' | 'reader'>().notNull(),
      scimManagement: k.text('scim_management').$type<'full' | 'read'>().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.value] })],
  ),
})
