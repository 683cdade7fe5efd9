import { and, eq, gte, inArray, like, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { auditLogs as table } from '#lib/table/audit-logs.ts'
import { auditWords, type AuditWord } from '#lib/table/audit-words.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { AuditLogRow } from './audit.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import { lowestIdAt } from './list-sync-logs.ts'

/** By primary key: an id is the UUIDv7 of its row's time. */
export const auditPlan = (q: Reader): ListPlan<typeof table> => {
  const { auditLogs: t } = q.tables
  // SQLite's lower() folds ASCII alone, so names in other scripts are matched as they are written.
  const contains = (column: typeof t.actorName, text = '') => containsText(sql`lower(${column})`, fold(text))
  return {
    table: t,
    scope: sql`1 = 1`,
    filters: {
      actor: ([text]) => or(contains(t.actorName, text), eq(t.actorId, text ?? '')),
      action: (values) => or(...values.map((value) => isAction(t.action, value))),
      resourceType: (values) => inArray(t.targetType, [...values]),
      resourceName: ([text]) => contains(t.targetName, text),
      resourceId: ([id]) => eq(t.targetId, id ?? ''),
      text: ([text]) =>
        or(...[t.before, t.after, t.address].map((column) => containsText(sql`lower(${column})`, fold(text ?? '')))),
    },
    sort: { at: t.id },
    id: t.id,
    range: ({ from, to }) =>
      and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
  }
}

/** A page of the audit log. */
export async function listAuditPage(q: Reader, query: ListQuery): Promise<ListPage<AuditLogRow>> {
  return listPage<typeof table, AuditLogRow>(q, query, auditPlan(q), ({ where, orderBy, limit, offset }) =>
    q
      .select()
      .from(q.tables.auditLogs)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset),
  )
}

/** One entry whole. */
export async function findAuditLog(q: Reader, id: string): Promise<AuditLogRow | undefined> {
  const { auditLogs: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.id, id)).limit(1)
  return row
}

const words: readonly AuditWord[] = auditWords
const exact = words.flatMap((word) => word.exact ?? [])

/** The actions that a word of the filter stands for. Those with a word of their own are no other's. */
function isAction(column: Reader['tables']['auditLogs']['action'], value: string): SQL | undefined {
  const word = words.find((each) => each.value === value)
  const verbs = (word?.verbs ?? []).map((verb) => like(column, `%.${verb}`))
  return or(
    word?.exact && inArray(column, [...word.exact]),
    verbs.length > 0 ? and(or(...verbs), notInArray(column, exact)) : undefined,
  )
}
