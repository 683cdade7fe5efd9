import type { Kit } from '../kit.ts'

/** Alerts about IdPs, where they are sent, and what became of sending them (docs/decisions/0045). */
export const alertTables = (k: Kit) => ({
  alerts: k.table(
    'alerts',
    {
      /** UUIDv7 of `raisedAt`: ordering and ranges by time go by it. */
      id: k.text('id').primaryKey(),
      kind: k.text('kind').$type<'certificate' | 'token' | 'quiet' | 'errors' | 'deactivations'>().notNull(),
      idpId: k.text('idp_id').notNull(),
      /** Its name when this was raised. */
      idpName: k.text('idp_name').notNull(),
      /**
       * Kind, IdP and, where there may be several, which certificate or token, for as long as it lasts; null once it is
       * over. Unique: of several processes that notice, one raises it.
       */
      openKey: k.text('open_key'),
      /** How far it has come, such as the days left; an alert that becomes worse is the same alert. */
      stage: k.whole('stage').notNull(),
      severity: k.text('severity').$type<'info' | 'warning' | 'urgent'>().notNull(),
      text: k.text('text').notNull(),
      /** JSON of numbers and times that receivers read. */
      facts: k.text('facts').notNull(),
      raisedAt: k.instant('raised_at').notNull(),
      /** When it reached its stage. */
      changedAt: k.instant('changed_at').notNull(),
      resolvedAt: k.instant('resolved_at'),
      acknowledgedAt: k.instant('acknowledged_at'),
      acknowledgedBy: k.text('acknowledged_by'),
    },
    (t) => [k.uniqueIndex('alerts_open_key').on(t.openKey), k.index('alerts_resolved').on(t.resolvedAt)],
  ),
  /** Kinds that somebody does not want to hear of from an IdP. */
  alertMutes: k.table(
    'alert_mutes',
    {
      kind: k.text('kind').notNull(),
      idpId: k.text('idp_id').notNull(),
      /** Null: until somebody ends it. */
      mutedUntil: k.instant('muted_until'),
      mutedBy: k.text('muted_by').notNull(),
      mutedAt: k.instant('muted_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.kind, t.idpId] })],
  ),
  alertDestinations: k.table('alert_destinations', {
    id: k.text('id').primaryKey(),
    type: k.text('type').$type<'webhook' | 'email'>().notNull(),
    name: k.text('name').notNull(),
    /** Of a webhook; empty otherwise. */
    url: k.text('url').notNull(),
    /** Of e-mail: addresses, one a line. */
    recipients: k.text('recipients').notNull(),
    /** What a webhook is signed with, sealed with ROLLCALL_SECRET (lib/auth/seal.ts). */
    sealedSecret: k.text('sealed_secret'),
    /** The secret before, which signs too until then. */
    sealedPreviousSecret: k.text('sealed_previous_secret'),
    previousSecretUntil: k.instant('previous_secret_until'),
    isEnabled: k.flag('is_enabled').notNull(),
    /** Alerts below it are not sent there. */
    leastSeverity: k.text('least_severity').$type<'info' | 'warning' | 'urgent'>().notNull(),
    version: k.whole('version').notNull(),
    createdAt: k.instant('created_at').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
  /** The outbox: one row for a receiver, written with the alert. */
  alertDeliveries: k.table(
    'alert_deliveries',
    {
      /** UUIDv7 of `createdAt`. */
      id: k.text('id').primaryKey(),
      destinationId: k.text('destination_id').notNull(),
      destinationName: k.text('destination_name').notNull(),
      type: k.text('type').$type<'webhook' | 'email'>().notNull(),
      /** The URL, or one e-mail address. */
      target: k.text('target').notNull(),
      /** Null: a test. */
      alertId: k.text('alert_id'),
      event: k.text('event').$type<'alert.raised' | 'alert.escalated' | 'alert.resolved' | 'test'>().notNull(),
      /** What receivers know the event by, however often it is sent. */
      eventId: k.text('event_id').notNull(),
      /** JSON, as it is sent. */
      payload: k.text('payload').notNull(),
      state: k.text('state').$type<'waiting' | 'delivered' | 'failed'>().notNull(),
      /** Attempts that were begun since it was last asked for. */
      attempts: k.whole('attempts').notNull(),
      /** While `waiting`: when it is due; whoever attempts it moves this on first, which is the lease. Null otherwise. */
      dueAt: k.instant('due_at'),
      createdAt: k.instant('created_at').notNull(),
      finishedAt: k.instant('finished_at'),
    },
    (t) => [k.index('alert_deliveries_due').on(t.state, t.dueAt), k.index('alert_deliveries_alert').on(t.alertId)],
  ),
  alertAttempts: k.table(
    'alert_attempts',
    {
      id: k.text('id').primaryKey(),
      deliveryId: k.text('delivery_id').notNull(),
      at: k.instant('at').notNull(),
      /** Of HTTP or SMTP; null: there was no answer. */
      status: k.whole('status'),
      isDelivered: k.flag('is_delivered').notNull(),
      /** The beginning of the answer, or why there was none. */
      answer: k.text('answer').notNull(),
      durationMs: k.whole('duration_ms').notNull(),
    },
    (t) => [k.index('alert_attempts_delivery').on(t.deliveryId, t.id)],
  ),
  /** The mail server: one row, made when first saved. */
  smtpSettings: k.table('smtp_settings', {
    /** The organisation's id. */
    id: k.text('id').primaryKey(),
    host: k.text('host').notNull(),
    port: k.whole('port').notNull(),
    security: k.text('security').$type<'tls' | 'starttls' | 'none'>().notNull(),
    user: k.text('user').notNull(),
    sealedPassword: k.text('sealed_password'),
    sender: k.text('sender').notNull(),
    version: k.whole('version').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
  /** When a round of looking for alerts is due next: of several processes one takes it. */
  alertRounds: k.table('alert_rounds', {
    id: k.text('id').primaryKey(),
    dueAt: k.instant('due_at').notNull(),
  }),
})
