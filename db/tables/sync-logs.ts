import type { Client } from '#lib/scim/clients.ts'
import type { Kit } from '../kit.ts'

/** SCIM Sync Logs: every request that changes state, and every rejected one. */
export const syncLogTables = (k: Kit) => ({
  syncLogs: k.table(
    'sync_logs',
    {
      /** The IdP, or `-` for a request whose IdP is unknown: those belong to the organisation. */
      idpId: k.text('idp_id').notNull(),
      /** UUIDv7 of `at`: ordering and ranges by time go by the primary key. */
      id: k.text('id').notNull(),
      at: k.instant('at').notNull(),
      method: k.text('method').notNull(),
      /** Path and query as sent, capped at 2 KiB. */
      url: k.text('url').notNull(),
      entityType: k.text('entity_type').$type<'User' | 'Group'>(),
      /** Internal Entity ID. */
      entityId: k.text('entity_id'),
      entityName: k.text('entity_name'),
      /** IdP SCIM Entity ID: the resource's externalId. */
      externalId: k.text('external_id'),
      status: k.whole('status').notNull(),
      scimType: k.text('scim_type'),
      detail: k.text('detail'),
      durationMs: k.whole('duration_ms').notNull(),
      address: k.text('address').notNull(),
      userAgent: k.text('user_agent').notNull(),
      /** The token that was used, when one was recognised. */
      tokenId: k.text('token_id'),
      /** Who seems to have sent it (lib/scim/clients.ts); null in rows from before this was kept. */
      client: k.text('client').$type<Client>(),
      /** Bodies, redacted and capped at 64 KiB. */
      request: k.text('request'),
      response: k.text('response'),
      /** JSON: `{ path, before, after }[]`, and notes such as members that were skipped. */
      changes: k.text('changes'),
      notes: k.text('notes'),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.id] }), k.index('sync_logs_entity').on(t.idpId, t.entityId, t.id)],
  ),
  /** Other entities that a payload names: *Payload Search Entity ID*. */
  syncLogEntities: k.table(
    'sync_log_entities',
    {
      idpId: k.text('idp_id').notNull(),
      entityId: k.text('entity_id').notNull(),
      logId: k.text('log_id').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.entityId, t.logId] })],
  ),
  /**
   * The last requests of an IdP that its log does not hold: what it only read, and what came with one of its tokens to the
   * address of another IdP. A few for each IdP; written a little later, outside provisioning.
   */
  scimArrivals: k.table(
    'scim_arrivals',
    {
      idpId: k.text('idp_id').notNull(),
      /** UUIDv7 of `at`. */
      id: k.text('id').notNull(),
      at: k.instant('at').notNull(),
      method: k.text('method').notNull(),
      /** As the log has it. */
      url: k.text('url').notNull(),
      status: k.whole('status').notNull(),
      detail: k.text('detail'),
      client: k.text('client').$type<Client>().notNull(),
      address: k.text('address').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.id] })],
  ),
  /**
   * Roll-ups of the log: how many requests of a kind there were in a minute and in an hour. A sweep folds rows in, outside
   * provisioning; empty text where a row has none. Without a row for each client and outcome, charts would read the log.
   */
  syncLogCounts: k.table(
    'sync_log_counts',
    {
      idpId: k.text('idp_id').notNull(),
      /** Minutes that a bucket is long: 1 or 60. */
      grain: k.whole('grain').notNull(),
      /** Its start, in minutes since 1970. */
      bucket: k.whole('bucket').notNull(),
      outcome: k.text('outcome').$type<'changed' | 'no-change' | 'rejected'>().notNull(),
      method: k.text('method').notNull(),
      status: k.whole('status').notNull(),
      entityType: k.text('entity_type').notNull(),
      client: k.text('client').notNull(),
      scimType: k.text('scim_type').notNull(),
      /** The Response Duration choice that it falls into: up to so many ms; 0 for longer ones. */
      duration: k.whole('duration').notNull(),
      count: k.whole('count').notNull(),
    },
    (t) => [
      k.primaryKey({
        name: 'sync_log_counts_pk',
        columns: [
          t.idpId,
          t.grain,
          t.bucket,
          t.outcome,
          t.method,
          t.status,
          t.entityType,
          t.client,
          t.scimType,
          t.duration,
        ],
      }),
    ],
  ),
  /** How far the log of an IdP is folded into its counts: rows with ids below this one are in them. */
  syncLogMarks: k.table('sync_log_marks', {
    idpId: k.text('idp_id').primaryKey(),
    foldedTo: k.text('folded_to').notNull(),
  }),
})
