import type { Kit } from '../kit.ts'

/** One organisation a deployment. Its number is part of every endpoint and entity id. */
export const organisationTables = (k: Kit) => ({
  organisations: k.table('organisations', {
    /** Decimal digits, `1` unless set. */
    id: k.text('id').primaryKey(),
    name: k.text('name').notNull(),
    createdAt: k.instant('created_at').notNull(),
    /** Which administrators cannot do without a second factor. */
    secondFactor: k.text('second_factor').$type<'optional' | 'owners' | 'everyone'>().notNull().default('optional'),
  }),
})
