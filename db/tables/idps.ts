import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/** Identity providers: what the IdP Configuration page edits. */
export const idpTables = (k: Kit) => ({
  idps: k.table(
    'idps',
    {
      /** Decimal digits, made by the application: Okta's form takes `<Organization ID>/<IdP ID>`. */
      id: k.text('id').primaryKey(),
      organisationId: k.text('organisation_id').notNull(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      /** `resume`: the wizard was paused; `deleting`: gone from the portal, its data is being swept. */
      status: k.text('status').$type<'resume' | 'enabled' | 'disabled' | 'deleting'>().notNull(),
      /** The wizard's tab to resume at, 1 to 3. */
      wizardStep: k.whole('wizard_step').notNull(),
      singleSignOn: k.text('single_sign_on').$type<'user' | 'admin'>().notNull(),
      usesArbitraryDomains: k.flag('uses_arbitrary_domains').notNull(),
      singleSignOnUrl: k.text('single_sign_on_url').notNull(),
      idpEntityId: k.text('idp_entity_id').notNull(),
      signsSamlRequest: k.flag('signs_saml_request').notNull(),
      usesHttpRedirect: k.flag('uses_http_redirect').notNull(),
      forcesAuthentication: k.flag('forces_authentication').notNull(),
      sendsLoginHint: k.flag('sends_login_hint').notNull(),
      samlAttributesForPolicy: k.flag('saml_attributes_for_policy').notNull(),
      scimSync: k.flag('scim_sync').notNull(),
      scimAttributesForPolicy: k.flag('scim_attributes_for_policy').notNull(),
      /** First enabling of SCIM Attributes for Policy: policies gate users on it. Never cleared. */
      scimPolicySince: k.instant('scim_policy_since'),
      /** When a user is deactivated. */
      onDeactivate: k.text('on_deactivate').$type<'keep' | 'delete'>().notNull(),
      /** A userName outside the Authentication Domains. */
      onForeignDomain: k.text('on_foreign_domain').$type<'flag' | 'refuse'>().notNull(),
      /** A create that stands for a user who was deactivated. */
      onReturningUser: k.text('on_returning_user').$type<'refuse' | 'restore'>().notNull().default('refuse'),
      /** A group's member whose id never was of this IdP. */
      onUnknownMember: k.text('on_unknown_member').$type<'refuse' | 'skip'>().notNull().default('refuse'),
      /** Null: no limit. */
      requestsPerSecond: k.whole('requests_per_second'),
      /** Resources on a page of a list: when the client asks for no number, and at most. */
      pageSize: k.whole('page_size').notNull().default(100),
      maximumPageSize: k.whole('maximum_page_size').notNull().default(1_000),
      /** Null: no limit. */
      groupsPerUser: k.whole('groups_per_user'),
      /** Whether lists of groups hold their members. */
      listsMembers: k.flag('lists_members').notNull().default(true),
      /** The mass-deprovision guard (db/tables/deprovision-guard.ts): on, and from when on it holds. */
      guardsDeprovisioning: k.flag('guards_deprovisioning').notNull().default(true),
      guardPercent: k.whole('guard_percent').notNull().default(20),
      guardMinimum: k.whole('guard_minimum').notNull().default(25),
      /** Names of groups that may be emptied, one a line. */
      guardExceptions: k.text('guard_exceptions').notNull().default(''),
      /** Whether its users have the twelve additional attributes (lib/scim/catalog-additional.ts). */
      additionalAttributes: k.flag('additional_attributes').notNull().default(false),
      /** The default IdP: the one that addresses without an IdP ID stand for. */
      isDefault: k.flag('is_default').notNull().default(false),
      /** Org-Specific Entity ID: our entity ID names the organisation too. */
      hasOrgEntityId: k.flag('has_org_entity_id').notNull().default(false),
      /** Login Name Attribute: `NameID`, or the attribute of the assertion that holds the userName. */
      loginNameAttribute: k.text('login_name_attribute').notNull().default('NameID'),
      /** Whether an assertion that answers no request of ours is accepted. */
      allowsUnsolicited: k.flag('allows_unsolicited').notNull().default(false),
      /** Whether assertions encrypted by AES-CBC, which is not authenticated, are read (lib/saml/decrypt.ts). */
      acceptsCbcEncryption: k.flag('accepts_cbc_encryption').notNull().default(false),
      /** Single Logout Service of the IdP; empty: it has none. */
      singleLogoutUrl: k.text('single_logout_url').notNull().default(''),
      /** SAML Auto-Provisioning: users, groups and departments come from assertions, by these attributes. */
      samlAutoProvisioning: k.flag('saml_auto_provisioning').notNull().default(false),
      displayNameAttribute: k.text('display_name_attribute').notNull().default('DisplayName'),
      groupNameAttribute: k.text('group_name_attribute').notNull().default('memberOf'),
      departmentNameAttribute: k.text('department_name_attribute').notNull().default('Department'),
      /** Of an administrators' IdP: the attribute that gives roles (idp_roles); empty: roles stay as they are. */
      roleAttribute: k.text('role_attribute').notNull().default(''),
      /** Where its metadata is refreshed from; empty: it is not. */
      metadataUrl: k.text('metadata_url').notNull().default(''),
      metadataCheckedAt: k.instant('metadata_checked_at'),
      /** Why the last refresh failed; null when it did not. */
      metadataProblem: k.text('metadata_problem'),
      /** Metadata that was found and differs: nothing of it takes effect until an administrator says so. */
      pendingMetadata: k.text('pending_metadata'),
      /** How long SCIM Sync Logs are kept. */
      logRetentionDays: k.whole('log_retention_days').notNull().default(14),
      /** Bumped by every edit: two administrators editing one IdP notice each other. */
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('idps_organisation_name').on(t.organisationId, t.nameKey),
      // One in an organisation at most.
      k
        .uniqueIndex('idps_default')
        .on(t.organisationId)
        .where(sql`${t.isDefault}`),
    ],
  ),
  /** Authentication Domains. The primary key is the rule: a domain belongs to one IdP. */
  idpDomains: k.table(
    'idp_domains',
    {
      /** Lower case, punycode. */
      domain: k.text('domain').primaryKey(),
      idpId: k.text('idp_id').notNull(),
    },
    (t) => [k.index('idp_domains_idp').on(t.idpId)],
  ),
  /** The IdP's signing certificates. */
  idpCertificates: k.table(
    'idp_certificates',
    {
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      pem: k.text('pem').notNull(),
      commonName: k.text('common_name').notNull(),
      serialNumber: k.text('serial_number').notNull(),
      /** SHA-256, colon-separated upper-case hex. */
      fingerprint: k.text('fingerprint').notNull(),
      validFrom: k.instant('valid_from').notNull(),
      validTo: k.instant('valid_to').notNull(),
    },
    (t) => [k.index('idp_certificates_idp').on(t.idpId)],
  ),
  /** Our own (service provider) certificates. While one takes over from another, both are published. */
  spCertificates: k.table(
    'sp_certificates',
    {
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      pem: k.text('pem').notNull(),
      /** PKCS#8, sealed with ROLLCALL_SECRET (lib/auth/seal.ts). */
      sealedKey: k.text('sealed_key').notNull(),
      purpose: k.text('purpose').$type<'signing' | 'decryption'>().notNull().default('signing'),
      /** `next` is published, `current` used, `previous` published still (and, for decryption, used). */
      state: k.text('state').$type<'next' | 'current' | 'previous'>().notNull().default('current'),
      validTo: k.instant('valid_to').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('sp_certificates_idp').on(t.idpId)],
  ),
  /** SCIM bearer tokens: at most two `live` an IdP. `pending` until the form that shows it is saved. */
  scimTokens: k.table(
    'scim_tokens',
    {
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      /**
       * `bearer` is entered in the IdP. `secret` is a client secret of OAuth 2.0 and opens nothing by itself; an `access`
       * token is what it was exchanged for. Rollcall makes two for itself, each for a short while: `try` reads and does
       * nothing else (*Try it*), `send` is what `rollcall scim send` plays an IdP with.
       */
      kind: k.text('kind').$type<'bearer' | 'secret' | 'access' | 'try' | 'send'>().notNull().default('bearer'),
      /** Of an access token: the secret it was issued for. */
      secretId: k.text('secret_id'),
      /** SHA-256 of the token, hex. */
      hash: k.text('hash').notNull(),
      /** Its last four characters. */
      hint: k.text('hint').notNull(),
      /** `revoked` opens nothing; it stays a while, so that a call with it can be told what it is. */
      state: k.text('state').$type<'pending' | 'live' | 'revoked'>().notNull(),
      createdAt: k.instant('created_at').notNull(),
      createdBy: k.text('created_by').notNull(),
      /** Null: never. */
      expiresAt: k.instant('expires_at'),
      /** CIDR ranges, separated by spaces, that callers may come from. Null: from anywhere. */
      allowedNetworks: k.text('allowed_networks'),
      revokedAt: k.instant('revoked_at'),
    },
    (t) => [k.uniqueIndex('scim_tokens_hash').on(t.hash), k.index('scim_tokens_idp').on(t.idpId)],
  ),
  /** Written lazily, never in a provisioning transaction. */
  scimTokenUses: k.table('scim_token_uses', {
    tokenId: k.text('token_id').primaryKey(),
    idpId: k.text('idp_id').notNull(),
    /** Null in rows from before this was kept. */
    firstUsedAt: k.instant('first_used_at'),
    lastUsedAt: k.instant('last_used_at').notNull(),
    address: k.text('address').notNull(),
  }),
  /** Requests of the current second, where several processes answer one IdP; written outside provisioning transactions. */
  requestCounts: k.table('request_counts', {
    /** The IdP's id, with a prefix. */
    key: k.text('key').primaryKey(),
    points: k.whole('points').notNull(),
    expiresAt: k.instant('expires_at').notNull(),
  }),
})
