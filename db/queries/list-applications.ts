import { eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { applications, segmentGroups } from '#lib/table/applications.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
import type { ApplicationRow, SegmentGroupRow } from './policy-applications.ts'

export async function listApplicationPage(q: Reader, query: ListQuery): Promise<ListPage<ApplicationRow>> {
  const { applications: t } = q.tables
  return listPage<typeof applications, ApplicationRow>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
        domain: ([text]) => containsText(t.domains, (text ?? '').toLowerCase()),
        group: (values) => {
          const ids = values.filter((value) => value !== 'none')
          const own = ids.length > 0 ? inArray(t.segmentGroupId, ids) : undefined
          return values.includes('none') ? or(isNull(t.segmentGroupId), own) : own
        },
        status: ([value]) => eq(t.isEnabled, value === 'enabled'),
      },
      sort: { name: t.nameKey, updatedAt: t.updatedAt },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

export async function listSegmentGroupPage(q: Reader, query: ListQuery): Promise<ListPage<SegmentGroupRow>> {
  const { segmentGroups: t } = q.tables
  return listPage<typeof segmentGroups, SegmentGroupRow>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
        status: ([value]) => eq(t.isEnabled, value === 'enabled'),
      },
      sort: { name: t.nameKey, updatedAt: t.updatedAt },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}
