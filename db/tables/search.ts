import type { Kit } from '../kit.ts'

/**
 * What the portal searches and lists of users and groups, fed outside provisioning: a moment old, never the truth itself.
 * The text index hangs on `search_entries`: of its own on SQLite (`search_text`, FTS5), a GIN index on PostgreSQL.
 */
export const searchTables = (k: Kit) => ({
  /** How far an IdP's users or groups have been read into the index. */
  searchSlots: k.table(
    'search_slots',
    {
      idpId: k.text('idp_id').notNull(),
      kind: k.text('kind').$type<'User' | 'Group'>().notNull(),
      /** The slot's number: the upper half of its rows' ids in SQLite's text index, so that no IdP reads past another's. */
      slot: k.whole('slot').notNull(),
      /** The number that the next entry gets. */
      next: k.whole('next').notNull(),
      /** The last row read, in the order of (updatedAt, id). */
      seenAt: k.instant('seen_at').notNull(),
      seenId: k.text('seen_id').notNull(),
      /** The last row read once more, when no transaction can be open any longer that would commit before it. */
      sureAt: k.instant('sure_at').notNull(),
      sureId: k.text('sure_id').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.kind] }), k.uniqueIndex('search_slots_slot').on(t.slot)],
  ),
  searchEntries: k.table(
    'search_entries',
    {
      idpId: k.text('idp_id').notNull(),
      kind: k.text('kind').$type<'User' | 'Group'>().notNull(),
      entityId: k.text('entity_id').notNull(),
      /** Of the slot; unique in it. */
      number: k.whole('number').notNull(),
      /** Names, addresses and externalId, folded, one a line. */
      text: k.text('text').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.kind, t.entityId] })],
  ),
  /** When the values of an IdP's users were counted. */
  observedCounts: k.table('observed_counts', {
    idpId: k.text('idp_id').primaryKey(),
    /** The users counted, and when the counting began: what `countedAt` says holds for that moment. */
    users: k.whole('users').notNull(),
    countedAt: k.instant('counted_at').notNull(),
    tookMs: k.whole('took_ms').notNull(),
    /** A process is counting until then, unless it died. */
    claimedUntil: k.instant('claimed_until').notNull(),
  }),
  observedAttributes: k.table(
    'observed_attributes',
    {
      idpId: k.text('idp_id').notNull(),
      /** As the SCIM Attributes page writes it: `name.givenName`. */
      attribute: k.text('attribute').notNull(),
      /** Users that have a value. */
      users: k.whole('users').notNull(),
      /** Different values, compared folded. */
      values: k.whole('values').notNull(),
      /** There are more values than are kept. */
      isCapped: k.flag('is_capped').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.attribute] })],
  ),
  observedValues: k.table(
    'observed_values',
    {
      idpId: k.text('idp_id').notNull(),
      attribute: k.text('attribute').notNull(),
      /** Folded. */
      valueKey: k.text('value_key').notNull(),
      /** As the first user has it. */
      value: k.text('value').notNull(),
      users: k.whole('users').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.attribute, t.valueKey] })],
  ),
})
