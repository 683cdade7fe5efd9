import { and, eq, gt, gte, lt, lte, ne, not, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Attribute, ResourceType } from '#lib/scim/catalog.ts'
import type { ResolvedComparison, ResolvedFilter } from '#lib/scim/resolve.ts'
import { isSearchable } from '#lib/table/search-text.ts'
import { escapeLike } from '../dialect.ts'
import { containsExactly, endsWithExactly, foldedText, jsonElements, jsonFlag, jsonText } from '../dialect-documents.ts'
import type { Engine, Reader } from '../store.ts'
import type { Tables } from '../tables.ts'

type Leaf = Extract<ResolvedFilter, { attribute: string }>
/** The text at these keys of a document, or of one of its elements. */
type TextAt = (keys: readonly string[]) => SQL

/**
 * Conditions on what has no index: by columns and documents of every candidate. For reports alone, where nobody waits in
 * line behind it; `isSearchable` (lib/table/search-text.ts) says what even that cannot answer.
 */
export const documentCondition = (q: Reader, type: ResourceType): ((leaf: Leaf) => SQL | undefined) => {
  const table = type === 'User' ? q.tables.users : q.tables.groups
  const columns = textColumns(q.tables, type)
  const inDocument: TextAt = (keys) => jsonText(q.engine, table.document, keys)
  return (leaf) => {
    if (!isSearchable(leaf)) return undefined
    const { definition } = leaf
    if (definition.path === 'active') return activeCondition(q.tables, leaf)
    if (definition.path.startsWith('meta.')) return leaf.kind === 'compare' ? metaCondition(table, leaf) : sql`true`
    const column = columns[definition.path]
    if (column) return single(q.engine, sql`${column}`, leaf)
    const list = definition.multiValued ? definition : definition.parent?.multiValued ? definition.parent : undefined
    return list ? oneElement(q.engine, table.document, list, leaf) : outsideLists(q.engine, inDocument, leaf)
  }
}

const textColumns = ({ users, groups }: Tables, type: ResourceType): Record<string, AnyColumn> =>
  type === 'Group'
    ? { id: groups.id, displayName: groups.displayName, externalId: groups.externalId }
    : {
        id: users.id,
        userName: users.userName,
        externalId: users.externalId,
        displayName: users.displayName,
        title: users.title,
        userType: users.userType,
        nickName: users.nickName,
        'name.givenName': users.givenName,
        'name.familyName': users.familyName,
        'name.formatted': users.formattedName,
      }

const activeCondition = ({ users }: Tables, leaf: Leaf): SQL | undefined => {
  if (leaf.kind === 'present') return sql`true`
  return leaf.kind === 'compare' ? (leaf.op === 'ne' ? ne : eq)(users.active, leaf.value === true) : undefined
}

const metaCondition = (table: Tables['users'] | Tables['groups'], leaf: ResolvedComparison): SQL | undefined => {
  const column = leaf.attribute === 'meta.created' ? table.createdAt : table.updatedAt
  return inOrder(leaf.op)?.(column, new Date(Number(leaf.value)))
}

const inOrder = (op: ResolvedComparison['op']) =>
  ({ eq, ne, gt, ge: gte, lt, le: lte })[op as 'eq'] as typeof eq | undefined

/** An attribute of which there is one value, or none. */
const single = (engine: Engine, text: SQL, leaf: Leaf): SQL | undefined => {
  if (leaf.kind === 'present') return ne(text, '')
  if (leaf.kind !== 'compare') return undefined
  // Without a value `ne` is met (RFC 7644 §3.4.2.2), and nothing else.
  if (leaf.op === 'ne') return not(sql`coalesce(${holds(engine, text, { ...leaf, op: 'eq' })}, false)`)
  return holds(engine, text, leaf)
}

const outsideLists = (engine: Engine, textAt: TextAt, leaf: Leaf): SQL | undefined => {
  const { definition } = leaf
  if (leaf.kind === 'present') return presentPart(textAt, definition, 0)
  if (leaf.kind === 'some') return undefined
  return single(engine, textAt(definition.keys), leaf)
}

/** Any part of a complex attribute that is neither missing nor empty. `from`: keys that lead to where `textAt` begins. */
const presentPart = (textAt: TextAt, definition: Attribute, from: number): SQL | undefined => {
  const parts = definition.subAttributes ?? []
  if (parts.length === 0) return sql`coalesce(${textAt(definition.keys.slice(from))} <> '', false)`
  return or(...parts.map((part) => presentPart(textAt, part, from)))
}

/** A condition that one and the same value of a list has to meet. */
const oneElement = (engine: Engine, document: AnyColumn, list: Attribute, leaf: Leaf): SQL | undefined => {
  const from = list.keys.length
  const elements = jsonElements(engine, document, list.keys)
  const exists = (condition: SQL | undefined) =>
    condition && sql`exists (select 1 from ${elements.from} where ${condition})`
  const test = (filter: ResolvedFilter): SQL | undefined => {
    switch (filter.kind) {
      case 'and':
      case 'or': {
        const parts = filter.operands.map(test)
        if (parts.includes(undefined)) return undefined
        return filter.kind === 'and' ? and(...parts) : or(...parts)
      }
      case 'not': {
        const condition = test(filter.operand)
        return condition && not(sql`coalesce((${condition}), false)`)
      }
      case 'present':
        return presentPart(elements.textAt, filter.definition, from)
      case 'some':
        return undefined
      case 'compare': {
        const keys = filter.definition.keys.slice(from)
        if (filter.type === 'boolean') {
          const flag = jsonFlag(engine, elements.textAt(keys), filter.value === true)
          return filter.op === 'ne' ? not(sql`coalesce(${flag}, false)`) : flag
        }
        return single(engine, elements.textAt(keys), filter)
      }
    }
  }
  if (leaf.kind === 'some') return exists(test(leaf.filter))
  if (leaf.kind !== 'compare' || leaf.op !== 'ne') return exists(test(leaf))
  // Of several values one that differs is enough; so is none at all.
  const text = elements.textAt(leaf.definition.keys.slice(from))
  const differs = exists(and(sql`${text} is not null`, test(leaf)))
  return differs && or(differs, not(exists(sql`${text} is not null`) ?? sql`false`))
}

const holds = (engine: Engine, text: SQL, leaf: ResolvedComparison): SQL | undefined => {
  if (typeof leaf.key !== 'string') return undefined
  const { op, key, caseExact } = leaf
  if (caseExact && op === 'co') return containsExactly(engine, text, key)
  if (caseExact && op === 'ew') return endsWithExactly(engine, text, key)
  const value = caseExact ? text : foldedText(engine, text, key)
  // A range says "starts with" without regard to case nowhere: LIKE ignores that of ASCII on SQLite.
  if (op === 'sw') return and(gte(value, key), lt(value, `${key}\u{10FFFF}`))
  if (op === 'co') return sql`${value} like ${`%${escapeLike(key)}%`} escape '\\'`
  if (op === 'ew') return sql`${value} like ${`%${escapeLike(key)}`} escape '\\'`
  return inOrder(op)?.(value, key)
}
