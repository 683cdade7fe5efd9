import { and, eq, gt, gte, lt, lte, ne, not, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { ResolvedComparison, ResolvedFilter } from '#lib/scim/resolve.ts'
import { containsText, endsWithText, startsWithText } from '../dialect.ts'
import type { Tables } from '../tables.ts'

export type CompiledFilter = {
  /** A condition that every matching row meets. */
  where: SQL | undefined
  /** Whether it is met by matching rows only; otherwise the rows have to be evaluated one by one. */
  isExact: boolean
}

/**
 * A SCIM filter as SQL over the columns that have an index; what they cannot answer is left to the evaluator
 * (lib/scim/evaluate.ts), with which the SQL must agree. `unindexed` is asked for the rest first: the portal reads
 * documents there (scim-filter-documents.ts), since its pages have no evaluator behind them.
 */
export function compileFilter(
  tables: Tables,
  type: ResourceType,
  filter: ResolvedFilter,
  unindexed?: Compile,
): CompiledFilter {
  const indexed = type === 'User' ? userCondition(tables) : groupCondition(tables)
  const compile: Compile = (leaf) => indexed(leaf) ?? unindexed?.(leaf)
  const operands = filter.kind === 'and' ? filter.operands : [filter]
  const parts = operands.map((operand) => combine(operand, compile))
  return { where: and(...parts), isExact: !parts.includes(undefined) }
}

type Leaf = Extract<ResolvedFilter, { attribute: string }>
type Compile = (leaf: Leaf) => SQL | undefined

function combine(filter: ResolvedFilter, compile: Compile): SQL | undefined {
  switch (filter.kind) {
    case 'not': {
      const condition = combine(filter.operand, compile)
      // A missing value makes a condition neither true nor false in SQL; in SCIM it is simply not met.
      return condition && not(sql`coalesce((${condition}), false)`)
    }
    case 'and':
    case 'or': {
      const parts = filter.operands.map((operand) => combine(operand, compile))
      if (parts.includes(undefined)) return undefined
      return filter.kind === 'and' ? and(...parts) : or(...parts)
    }
    default:
      return compile(filter)
  }
}

const userCondition =
  ({ users, userEmails, members }: Tables): Compile =>
  (leaf) => {
    const emails = (condition: SQL | undefined) =>
      condition &&
      sql`exists (select 1 from ${userEmails} where ${and(eq(userEmails.idpId, users.idpId), eq(userEmails.userId, users.id), condition)})`
    switch (leaf.attribute) {
      case 'id':
        return leaf.kind === 'compare' ? exactText(users.id, leaf) : undefined
      case 'externalId':
        return leaf.kind === 'compare' ? exactText(users.externalId, leaf) : isFilled(users.externalId)
      case 'userName':
        return leaf.kind === 'compare' ? foldedText(users.userNameKey, leaf) : isFilled(users.userNameKey)
      case 'displayName':
        return leaf.kind === 'compare' ? foldedText(users.displayNameKey, leaf) : undefined
      case 'title':
        return leaf.kind === 'compare' ? foldedText(users.titleKey, leaf) : undefined
      case 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department':
        return leaf.kind === 'compare' ? foldedText(users.departmentKey, leaf) : undefined
      case 'active':
        return leaf.kind === 'compare' && leaf.op === 'eq' ? eq(users.active, leaf.value === true) : undefined
      case 'emails.value':
        return leaf.kind === 'compare' ? emails(foldedText(userEmails.valueKey, leaf)) : undefined
      case 'emails':
        return leaf.kind === 'some' ? emails(oneEmail(userEmails, leaf.filter)) : undefined
      case 'groups.value':
        return leaf.kind === 'compare' && leaf.op === 'eq'
          ? sql`exists (select 1 from ${members} where ${and(eq(members.idpId, users.idpId), eq(members.memberId, users.id), eq(members.groupId, String(leaf.value)))})`
          : undefined
      default:
        return leaf.kind === 'compare' ? metaTime(users, leaf) : undefined
    }
  }

const groupCondition =
  ({ groups, members }: Tables): Compile =>
  (leaf) => {
    if (leaf.kind !== 'compare') return undefined
    switch (leaf.attribute) {
      case 'id':
        return exactText(groups.id, leaf)
      case 'externalId':
        return exactText(groups.externalId, leaf)
      case 'displayName':
        return foldedText(groups.displayNameKey, leaf)
      case 'members.value':
        return leaf.op === 'eq'
          ? sql`exists (select 1 from ${members} where ${and(eq(members.idpId, groups.idpId), eq(members.groupId, groups.id), eq(members.memberId, String(leaf.value)))})`
          : undefined
      default:
        return metaTime(groups, leaf)
    }
  }

/** `emails[type eq "work" and value eq "x"]`: the conditions speak of one and the same e-mail. */
function oneEmail(userEmails: Tables['userEmails'], filter: ResolvedFilter): SQL | undefined {
  return combine(filter, (leaf) => {
    if (leaf.kind !== 'compare') return undefined
    if (leaf.attribute === 'emails.value') return foldedText(userEmails.valueKey, leaf)
    if (leaf.attribute === 'emails.type') return foldedText(userEmails.type, leaf)
    if (leaf.attribute === 'emails.primary' && leaf.op === 'eq' && leaf.value === true)
      return eq(userEmails.isPrimary, true)
    return undefined
  })
}

// Empty text is not present (RFC 7644 §3.4.2.2).
const isFilled = (column: AnyColumn): SQL => ne(column, '')

// LIKE ignores ASCII case on SQLite, so that case-exact text is left to equality and ranges.
function exactText(column: AnyColumn, { op, value }: ResolvedComparison): SQL | undefined {
  if (op === 'eq') return eq(column, String(value))
  return op === 'sw' ? startsWithText(column, String(value)) : undefined
}

function foldedText(column: AnyColumn, { op, value }: ResolvedComparison): SQL | undefined {
  const text = fold(String(value))
  if (op === 'eq') return eq(column, text)
  if (op === 'sw') return startsWithText(column, text)
  if (op === 'co') return containsText(column, text)
  return op === 'ew' ? endsWithText(column, text) : undefined
}

function metaTime(
  table: Tables['users'] | Tables['groups'],
  { attribute, op, value }: ResolvedComparison,
): SQL | undefined {
  const column =
    attribute === 'meta.created' ? table.createdAt : attribute === 'meta.lastModified' ? table.updatedAt : undefined
  if (!column || typeof value !== 'number') return undefined
  const compare = { eq, gt, ge: gte, lt, le: lte }[op as 'eq' | 'gt' | 'ge' | 'lt' | 'le'] as typeof eq | undefined
  return compare?.(column, new Date(value))
}
