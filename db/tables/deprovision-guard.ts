import type { Kit } from '../kit.ts'

/**
 * The mass-deprovision guard: who lost access through an IdP within the last hour, and the requests that wait for an
 * administrator because they would take it from too many. Written only by requests that take access away.
 */
export const deprovisionGuardTables = (k: Kit) => ({
  /** One row an IdP, made when first needed; locked by whoever counts. */
  deprovisionGuards: k.table('deprovision_guards', {
    idpId: k.text('idp_id').primaryKey(),
    /** Until then everything is let through, and whose word that is. */
    allowedUntil: k.instant('allowed_until'),
    allowedBy: k.text('allowed_by'),
    /** Whether there are rows of held requests: without them nobody looks. */
    isHolding: k.flag('is_holding').notNull(),
    /** There are as many held requests as are kept: others are held without a row. */
    isFull: k.flag('is_full').notNull(),
  }),
  /** People who lost access, each once. */
  accessLosses: k.table(
    'access_losses',
    {
      idpId: k.text('idp_id').notNull(),
      userId: k.text('user_id').notNull(),
      /** Counted from 1970. */
      minute: k.whole('minute').notNull(),
      /** Deactivated or deleted, rather than in a group that was emptied: no longer among the active users. */
      isDeparted: k.flag('is_departed').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.userId] }), k.index('access_losses_minute').on(t.idpId, t.minute)],
  ),
  /** The same by minute, so that nobody counts people: sixty rows tell an hour. */
  accessLossCounts: k.table(
    'access_loss_counts',
    {
      idpId: k.text('idp_id').notNull(),
      minute: k.whole('minute').notNull(),
      people: k.whole('people').notNull(),
      departed: k.whole('departed').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.minute] })],
  ),
  /** Requests that were held, until they have been applied. */
  heldDeprovisionings: k.table(
    'held_deprovisionings',
    {
      idpId: k.text('idp_id').notNull(),
      entityId: k.text('entity_id').notNull(),
      /** A user is deactivated or deleted, a group emptied or deleted. */
      kind: k.text('kind').$type<'deactivate' | 'delete' | 'empty'>().notNull(),
      entityType: k.text('entity_type').$type<'User' | 'Group'>().notNull(),
      /** userName or displayName. */
      name: k.text('name').notNull(),
      /** Who would lose access, beyond those who had already. */
      people: k.whole('people').notNull(),
      times: k.whole('times').notNull(),
      firstAskedAt: k.instant('first_asked_at').notNull(),
      lastAskedAt: k.instant('last_asked_at').notNull(),
      decision: k.text('decision').$type<'allowed' | 'refused'>(),
      decidedBy: k.text('decided_by'),
      decidedAt: k.instant('decided_at'),
      /** A refusal ends then. */
      decidedUntil: k.instant('decided_until'),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.entityId, t.kind] })],
  ),
})
