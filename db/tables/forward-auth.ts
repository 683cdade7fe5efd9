import type { Kit } from '../kit.ts'

/** How a user's session reaches the hosts of applications behind reverse proxies. */
export const forwardAuthTables = (k: Kit) => ({
  /** Codes that hand a user session to an application's host: each is taken once, within seconds. */
  handOverCodes: k.table(
    'hand_over_codes',
    {
      /** SHA-256 of the 256-bit code, hex. */
      hash: k.text('hash').primaryKey(),
      userSessionId: k.text('user_session_id').notNull(),
      /** The application's scheme, host and port. */
      origin: k.text('origin').notNull(),
      /** The path, with its query, that was first asked for there. */
      path: k.text('path').notNull(),
      /** SHA-256 of the cookie of the browser that began it at the application's host, hex. */
      browserHash: k.text('browser_hash').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.index('hand_over_codes_expires').on(t.expiresAt)],
  ),
  /** A user session at one application's host. It is worth nothing once the user session is over. */
  applicationSessions: k.table(
    'application_sessions',
    {
      /** SHA-256 of the 256-bit reference in that host's cookie, hex. */
      hash: k.text('hash').primaryKey(),
      userSessionId: k.text('user_session_id').notNull(),
      idpId: k.text('idp_id').notNull(),
      /** Lower case, punycode, without a port: cookies know none. */
      host: k.text('host').notNull(),
      createdAt: k.instant('created_at').notNull(),
      /** Of the Idle Connection Timeout; up to a minute behind. */
      lastSeenAt: k.instant('last_seen_at').notNull(),
      /** When the user session ends at the latest. */
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [
      k.index('application_sessions_user').on(t.userSessionId),
      k.index('application_sessions_idp').on(t.idpId),
      k.index('application_sessions_expires').on(t.expiresAt),
    ],
  ),
})
