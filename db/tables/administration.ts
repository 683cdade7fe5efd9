import type { Kit } from '../kit.ts'

/** Administrators, their sessions and what they did. */
export const administrationTables = (k: Kit) => ({
  administrators: k.table(
    'administrators',
    {
      id: k.text('id').primaryKey(),
      email: k.text('email').notNull(),
      /** The e-mail address folded (lib/scim/fold.ts). */
      emailKey: k.text('email_key').notNull(),
      /** What colleagues call them; may be empty. */
      name: k.text('name').notNull().default(''),
      /** argon2id, PHC string format. Empty until whoever was invited has chosen a password. */
      passwordHash: k.text('password_hash').notNull(),
      role: k.text('role').$type<'owner' | 'editor' | 'reader'>().notNull(),
      /** Whether IdPs and SCIM may be changed, or only looked at. An owner may always. */
      scimManagement: k.text('scim_management').$type<'full' | 'read'>().notNull().default('full'),
      isDisabled: k.flag('is_disabled').notNull(),
      createdAt: k.instant('created_at').notNull(),
      lastSignInAt: k.instant('last_sign_in_at'),
    },
    (t) => [k.uniqueIndex('administrators_email_key').on(t.emailKey)],
  ),
  sessions: k.table(
    'sessions',
    {
      /** SHA-256 of the 256-bit session reference, hex. The reference itself is only in the cookie. */
      id: k.text('id').primaryKey(),
      administratorId: k.text('administrator_id').notNull(),
      createdAt: k.instant('created_at').notNull(),
      lastSeenAt: k.instant('last_seen_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
      address: k.text('address').notNull(),
      userAgent: k.text('user_agent').notNull(),
      /** What it was opened with. */
      method: k
        .text('method')
        .$type<'password' | 'totp' | 'recovery-code' | 'passkey' | 'link' | 'saml'>()
        .notNull()
        .default('password'),
      /** Of one opened by SAML: the IdP, and its SessionIndex for single logout. */
      idpId: k.text('idp_id'),
      sessionIndex: k.text('session_index'),
      /** Whom the IdP means by its single logout, and is meant to it: the NameID and its format, as they came. */
      nameId: k.text('name_id'),
      nameIdFormat: k.text('name_id_format'),
      /** When whoever sits there last proved who they are. */
      confirmedAt: k.instant('confirmed_at'),
    },
    (t) => [k.index('sessions_administrator').on(t.administratorId)],
  ),
  /** What administrators show of the portal's tables: filters they saved by name, and the last ones they applied. */
  savedFilters: k.table(
    'saved_filters',
    {
      administratorId: k.text('administrator_id').notNull(),
      id: k.text('id').notNull(),
      /** The `name` of its definition in lib/table. */
      tableName: k.text('table_name').notNull(),
      /** Null, as its folded form, for one that was only applied. */
      name: k.text('name'),
      nameKey: k.text('name_key'),
      /** Filters and time range as in the table's URL (lib/table/saved-filter.ts). */
      query: k.text('query').notNull(),
      /** The table opens with it. */
      isDefault: k.flag('is_default').notNull(),
      createdAt: k.instant('created_at').notNull(),
      usedAt: k.instant('used_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.administratorId, t.id] }),
      k.uniqueIndex('saved_filters_name').on(t.administratorId, t.tableName, t.nameKey),
    ],
  ),
  setupLinks: k.table('setup_links', {
    /** SHA-256 of the link's secret, hex. */
    id: k.text('id').primaryKey(),
    createdAt: k.instant('created_at').notNull(),
    expiresAt: k.instant('expires_at').notNull(),
  }),
  /** One-time links with which an administrator chooses a password. */
  passwordLinks: k.table(
    'password_links',
    {
      /** SHA-256 of the link's secret, hex. */
      id: k.text('id').primaryKey(),
      administratorId: k.text('administrator_id').notNull(),
      purpose: k.text('purpose').$type<'invite' | 'reset'>().notNull(),
      createdAt: k.instant('created_at').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('password_links_administrator').on(t.administratorId)],
  ),
  /** Time-based one-time passwords (RFC 6238), one for each administrator who uses them. */
  totpFactors: k.table('totp_factors', {
    administratorId: k.text('administrator_id').primaryKey(),
    /** The shared secret in Base32, sealed (lib/auth/seal.ts). */
    sealedSecret: k.text('sealed_secret').notNull(),
    createdAt: k.instant('created_at').notNull(),
    /** The time step (seconds since 1970 / 30) of the last accepted code: none up to it is taken again. */
    lastStep: k.whole('last_step').notNull(),
  }),
  recoveryCodes: k.table(
    'recovery_codes',
    {
      /** HMAC-SHA-256 of administrator and code, hex. Gone once used. */
      id: k.text('id').primaryKey(),
      administratorId: k.text('administrator_id').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('recovery_codes_administrator').on(t.administratorId)],
  ),
  /** WebAuthn credentials. */
  passkeys: k.table(
    'passkeys',
    {
      /** The credential id, base64url. */
      id: k.text('id').primaryKey(),
      administratorId: k.text('administrator_id').notNull(),
      name: k.text('name').notNull(),
      /** COSE key, base64url. */
      publicKey: k.text('public_key').notNull(),
      /** The signature counter as last seen: an unsigned 32-bit number, 0 for those that have none. */
      counter: k.large('counter').notNull(),
      /** JSON list of how browsers reach it: `internal`, `hybrid`, `usb`, … */
      transports: k.text('transports').notNull(),
      createdAt: k.instant('created_at').notNull(),
      lastUsedAt: k.instant('last_used_at'),
    },
    (t) => [k.index('passkeys_administrator').on(t.administratorId)],
  ),
  /** Challenges of sign-in that were answered: none is answered twice. Kept until it would have expired. */
  signInChallenges: k.table('sign_in_challenges', {
    /** SHA-256, hex. */
    id: k.text('id').primaryKey(),
    expiresAt: k.instant('expires_at').notNull(),
  }),
  /** Every attempt to sign in: the log, and what the throttle counts. */
  signInAttempts: k.table(
    'sign_in_attempts',
    {
      id: k.text('id').primaryKey(),
      at: k.instant('at').notNull(),
      emailKey: k.text('email_key').notNull(),
      address: k.text('address').notNull(),
      /** `half`: the password was right, and the second factor is still asked for. */
      outcome: k.text('outcome').$type<'signed-in' | 'refused' | 'throttled' | 'half'>().notNull(),
    },
    (t) => [
      k.index('sign_in_attempts_email').on(t.emailKey, t.at),
      k.index('sign_in_attempts_address').on(t.address, t.at),
    ],
  ),
  auditLogs: k.table(
    'audit_logs',
    {
      /** UUIDv7: ordered by time. */
      id: k.text('id').primaryKey(),
      at: k.instant('at').notNull(),
      /** Who: an administrator's id, or `cli` or `system`. */
      actorId: k.text('actor_id').notNull(),
      actorName: k.text('actor_name').notNull(),
      /** `noun.verb`, from the closed list in lib/services/audit.ts. */
      action: k.text('action').notNull(),
      targetType: k.text('target_type').notNull(),
      targetId: k.text('target_id').notNull(),
      targetName: k.text('target_name').notNull(),
      /** JSON objects of what changed, secrets redacted; null where there is none. */
      before: k.text('before'),
      after: k.text('after'),
      address: k.text('address').notNull(),
      userAgent: k.text('user_agent').notNull(),
    },
    (t) => [k.index('audit_logs_target').on(t.targetType, t.targetId), k.index('audit_logs_actor').on(t.actorId, t.id)],
  ),
  /** The keyed hash chain over the audit log: one link a row. Rows of the log itself are never touched. */
  auditSeals: k.table(
    'audit_seals',
    {
      /** 1, 2, 3, … without a gap. */
      seq: k.whole('seq').primaryKey(),
      logId: k.text('log_id').notNull(),
      /** HMAC-SHA-256 over the previous link, this number and the row, hex. */
      mac: k.text('mac').notNull(),
    },
    (t) => [k.uniqueIndex('audit_seals_log').on(t.logId)],
  ),
  /** Where the chain begins and ends: one row, which whoever seals locks. */
  auditChain: k.table('audit_chain', {
    id: k.text('id').primaryKey(),
    /** The last link, its code, and the time of the newest row that was sealed. 0 and empty in a new chain. */
    headSeq: k.whole('head_seq').notNull(),
    headMac: k.text('head_mac').notNull(),
    headAt: k.instant('head_at').notNull(),
    /** The last link whose row has passed its retention: what is left is checked from here. */
    anchorSeq: k.whole('anchor_seq').notNull(),
    anchorMac: k.text('anchor_mac').notNull(),
    sealedAt: k.instant('sealed_at').notNull(),
    /** HMAC-SHA-256 over all of the above, hex. */
    mac: k.text('mac').notNull(),
  }),
})
