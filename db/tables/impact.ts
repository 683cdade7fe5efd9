import type { Kit } from '../kit.ts'

/** What a draft would change for people, as it was last worked out. Rows, so that every process sees how far it has come. */
export const impactTables = (k: Kit) => ({
  impactRuns: k.table(
    'impact_runs',
    {
      id: k.text('id').primaryKey(),
      /** What was compared with what: while nobody edits or publishes it stays the same. */
      basis: k.text('basis').notNull(),
      /** `running` may have been interrupted: one that goes on touches its row every second or so. */
      status: k.text('status').$type<'running' | 'done' | 'cancelled' | 'failed'>().notNull(),
      /** Whoever runs it stops at the next portion. */
      isCancelAsked: k.flag('is_cancel_asked').notNull(),
      actorId: k.text('actor_id').notNull(),
      actorName: k.text('actor_name').notNull(),
      /** Users to go through, counted beforehand, and those gone through. */
      users: k.whole('users').notNull(),
      usersDone: k.whole('users_done').notNull(),
      /** People who lose access to an application, wholly or under some circumstances, and who gain it. */
      losing: k.whole('losing').notNull(),
      gaining: k.whole('gaining').notNull(),
      /** So many applications have more circumstances than were compared. */
      cut: k.whole('cut').notNull(),
      startedAt: k.instant('started_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.index('impact_runs_started').on(t.startedAt, t.id)],
  ),
  /** How many people a run found with one kind of change at one application. */
  impactChanges: k.table(
    'impact_changes',
    {
      runId: k.text('run_id').notNull(),
      applicationId: k.text('application_id').notNull(),
      change: k.text('change').$type<'lost' | 'less' | 'gained' | 'more'>().notNull(),
      applicationName: k.text('application_name').notNull(),
      users: k.whole('users').notNull(),
      /** JSON list of the first of them: `{ idpId, userId, userName }`. */
      people: k.text('people').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.runId, t.applicationId, t.change] })],
  ),
})
