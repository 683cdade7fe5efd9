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
      /** argon2id, PHC string format. */
      passwordHash: k.text('password_hash').notNull(),
      role: k.text('role').$type<'owner' | 'editor' | 'reader'>().notNull(),
      isDisabled: k.flag('is_disabled').notNull(),
      createdAt: k.instant('created_at').notNull(),
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
    },
    (t) => [k.index('sessions_administrator').on(t.administratorId)],
  ),
  setupLinks: k.table('setup_links', {
    /** SHA-256 of the link's secret, hex. */
    id: k.text('id').primaryKey(),
    createdAt: k.instant('created_at').notNull(),
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
      outcome: k.text('outcome').$type<'signed-in' | 'refused' | 'throttled'>().notNull(),
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
    (t) => [k.index('audit_logs_target').on(t.targetType, t.targetId)],
  ),
})
