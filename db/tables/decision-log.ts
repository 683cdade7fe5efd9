import type { Kit } from '../kit.ts'

/** The decision log: every block, and a share of what was allowed. */
export const decisionLogTables = (k: Kit) => ({
  decisionLogs: k.table(
    'decision_logs',
    {
      /** UUIDv7 of `at`: ordering and ranges by time go by it. */
      id: k.text('id').primaryKey(),
      at: k.instant('at').notNull(),
      /** Of the last of `count` that were alike within a minute. */
      lastAt: k.instant('last_at').notNull(),
      count: k.whole('count').notNull(),
      /** One of so many was kept when this was written: 1 for blocks. */
      share: k.whole('share').notNull(),
      policy: k.text('policy').$type<'access' | 'forwarding' | 'timeout'>().notNull(),
      /** lib/policy/logged.ts. */
      action: k.text('action').notNull(),
      reason: k.text('reason').notNull(),
      /** The rule that decided, with its name at that time. Null: none did. */
      ruleId: k.text('rule_id'),
      ruleName: k.text('rule_name'),
      ruleKey: k.text('rule_key').notNull(),
      /** Empty: nobody had signed in. */
      idpId: k.text('idp_id').notNull(),
      /** Null: the IdP provisions nobody of that name. */
      userId: k.text('user_id'),
      userName: k.text('user_name').notNull(),
      userNameKey: k.text('user_name_key').notNull(),
      /** The application segment, with its name at that time. Null: the destination is none. */
      applicationId: k.text('application_id'),
      applicationName: k.text('application_name'),
      applicationKey: k.text('application_key').notNull(),
      /** Host, or host and port, as asked for; empty where the application was named. */
      host: k.text('host').notNull(),
      /** Empty: not known. */
      address: k.text('address').notNull(),
      clientType: k.text('client_type'),
      platform: k.text('platform'),
      countryCode: k.text('country_code'),
      /** Who asked. */
      source: k.text('source').$type<'forward-auth' | 'api'>().notNull(),
      /** The host that asked, or the name of the API key. */
      sourceName: k.text('source_name').notNull(),
      /** JSON of lib/policy/brief.ts, up to 8 KiB; null: too many decisions at once to explain each. */
      explanation: k.text('explanation'),
    },
    (t) => [k.index('decision_logs_idp').on(t.idpId, t.id), k.index('decision_logs_action').on(t.action, t.id)],
  ),
  /** How many decisions there were in a minute, whether or not they are in the log. */
  decisionCounts: k.table(
    'decision_counts',
    {
      /** Minutes since 1970. */
      minute: k.whole('minute').notNull(),
      /** `left-out`: more came than could be kept, and it is not in the log. */
      outcome: k.text('outcome').$type<'allowed' | 'blocked' | 'other' | 'left-out'>().notNull(),
      count: k.whole('count').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.minute, t.outcome] })],
  ),
  /** The settings of the decision log: one row, made when first saved. */
  decisionLogSettings: k.table('decision_log_settings', {
    /** The organisation's id. */
    id: k.text('id').primaryKey(),
    /** One of so many allows is kept. */
    allowShare: k.whole('allow_share').notNull(),
    retentionDays: k.whole('retention_days').notNull(),
    version: k.whole('version').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
})
