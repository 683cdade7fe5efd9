import type { Kit } from '../kit.ts'

/** Whether an IdP's people are all here: the numbers its console shows, and comparisons with a list it exported. */
export const readinessTables = (k: Kit) => ({
  /** How many there should be, as somebody last said. Without a row nobody has. */
  expectedNumbers: k.table('expected_numbers', {
    idpId: k.text('idp_id').primaryKey(),
    /** Null: not said. */
    users: k.whole('users'),
    groups: k.whole('groups'),
    /** Read in the IdP's console, or counted in a file that it exported. */
    source: k.text('source').$type<'entered' | 'file'>().notNull(),
    enteredAt: k.instant('entered_at').notNull(),
    enteredBy: k.text('entered_by').notNull(),
  }),
  /** A list of people that was compared with those here. The file itself is nowhere kept. */
  comparisons: k.table(
    'comparisons',
    {
      id: k.text('id').primaryKey(),
      idpId: k.text('idp_id').notNull(),
      /** The first two may have been interrupted: whoever works on it touches the row every second or so. */
      status: k.text('status').$type<'reading' | 'comparing' | 'done' | 'cancelled' | 'failed'>().notNull(),
      isCancelAsked: k.flag('is_cancel_asked').notNull(),
      fileName: k.text('file_name').notNull(),
      /** The column of the file that says who is meant, and what of a user it is. */
      columnName: k.text('column_name').notNull(),
      attribute: k.text('attribute').$type<'userName' | 'email' | 'externalId'>().notNull(),
      /** Lines below the header, and the different people of them who can sign in. */
      lines: k.whole('lines').notNull(),
      people: k.whole('people').notNull(),
      /** Lines that say nobody, or somebody again, and the first of them as JSON. */
      problemLines: k.whole('problem_lines').notNull(),
      problems: k.text('problems').notNull(),
      /** Why the file as a whole could not be read. */
      problem: k.text('problem'),
      /** Users here when it began, and those gone through. */
      users: k.whole('users').notNull(),
      usersDone: k.whole('users_done').notNull(),
      alike: k.whole('alike').notNull(),
      missing: k.whole('missing').notNull(),
      extra: k.whole('extra').notNull(),
      differing: k.whole('differing').notNull(),
      actorName: k.text('actor_name').notNull(),
      startedAt: k.instant('started_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.index('comparisons_idp').on(t.idpId, t.startedAt, t.id)],
  ),
  /** Who is not alike on both sides. */
  comparedPeople: k.table(
    'compared_people',
    {
      comparisonId: k.text('comparison_id').notNull(),
      /** Counted as they were found. */
      number: k.whole('number').notNull(),
      kind: k.text('kind').$type<'missing' | 'extra' | 'differing'>().notNull(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      /** Of whoever is here. */
      userId: k.text('user_id'),
      /** Of whoever is in the file. */
      line: k.whole('line'),
      /** JSON: `{ field, file, here }[]`. */
      differences: k.text('differences').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.comparisonId, t.number] }),
      k.index('compared_people_kind').on(t.comparisonId, t.kind, t.number),
    ],
  ),
})
