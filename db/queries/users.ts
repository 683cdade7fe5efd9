import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { held, locked } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { insertRow } from './insert.ts'

export type UserRow = Tables['users']['$inferSelect']
export type UserEmailRow = Tables['userEmails']['$inferSelect']

/** What serving a user takes. Columns cost time: each read one by one from the engine. */
export type ServedUser = Pick<UserRow, 'id' | 'document' | 'version' | 'createdAt' | 'updatedAt'>

export const servedUser = ({ users }: Tables) => ({
  id: users.id,
  document: users.document,
  version: users.version,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
})

// No LIMIT: the engine plans a statement anew whenever a bound one changes, which costs more than the lookup.
const by = (q: Reader, name: string, column: 'id' | 'userNameKey') =>
  prepared(q, name, () => {
    const { users } = q.tables
    return q
      .select(servedUser(q.tables))
      .from(users)
      .where(and(eq(users.idpId, sql.placeholder('idpId')), eq(users[column], sql.placeholder('value'))))
      .prepare(name)
  })

/** The user `id` of this IdP, or undefined: another IdP's user does not exist here. */
export const findUser = async (q: Reader, idpId: string, id: string): Promise<ServedUser | undefined> =>
  (await by(q, 'user_by_id', 'id').execute({ idpId, value: id }))[0]

/** `userNameKey` is folded. */
export const findUserByUserName = async (
  q: Reader,
  idpId: string,
  userNameKey: string,
): Promise<ServedUser | undefined> =>
  (await by(q, 'user_by_user_name', 'userNameKey').execute({ idpId, value: userNameKey }))[0]

/** externalId is not unique: the first `limit` by creation. */
export function listUsersByExternalId(
  q: Reader,
  idpId: string,
  externalId: string,
  limit: number,
): Promise<ServedUser[]> {
  const { users } = q.tables
  return q
    .select(servedUser(q.tables))
    .from(users)
    .where(and(eq(users.idpId, idpId), eq(users.externalId, externalId)))
    .orderBy(asc(users.id))
    .limit(limit)
}

/** The user `id`, locked for the change that follows. */
export async function lockUser(tx: Writer, idpId: string, id: string): Promise<UserRow | undefined> {
  const rows = await prepared(tx, 'lock_user', () => {
    const { users } = tx.tables
    const query = tx
      .select()
      .from(users)
      .where(and(eq(users.idpId, sql.placeholder('idpId')), eq(users.id, sql.placeholder('id'))))
    return locked(tx, query).prepare('lock_user')
  }).execute({ idpId, id })
  return rows[0]
}

export const insertUser = (tx: Writer, row: UserRow): Promise<void> => insertRow(tx, 'users', row)

/**
 * Inserts the user, unless a deactivated user of the IdP has the same externalId: then it fails as `isMissing` tells. One
 * statement, since creates are too many to look first; an expression that is null where it must not be, since
 * `insert … select` from the table itself would copy the row to a temporary one (measured: a third slower).
 */
export async function insertUserUnlessLeft(tx: Writer, row: UserRow): Promise<void> {
  if (row.externalId === null) return insertUser(tx, row)
  await prepared(tx, 'insert_user_unless_left', () => {
    const { users } = tx.tables
    const left = sql`select 1 from ${users} where ${and(
      eq(users.idpId, sql.placeholder('idpId')),
      eq(users.externalId, sql.placeholder('externalId')),
      eq(users.active, false),
    )}`
    const values = Object.fromEntries(Object.keys(row).map((column) => [column, sql.placeholder(column)]))
    const userName = sql`case when exists (${left}) then null else ${sql.placeholder('userName')} end`
    return tx
      .insert(users)
      .values({ ...values, userName } as never)
      .prepare('insert_user_unless_left')
  }).execute(row)
}

/** Writes `after` over `before`, the same user. */
export async function updateUser(tx: Writer, before: UserRow, after: UserRow): Promise<void> {
  // SQLite rewrites the indexes of every column that is set, changed or not: most changes touch none of these.
  const isNarrow = INDEXED.every((column) => before[column] === after[column])
  const name = isNarrow ? 'update_user' : 'update_user_and_indexes'
  await prepared(tx, name, () => {
    const { users } = tx.tables
    const { idpId: _idpId, id: _id, ...all } = after
    const columns = Object.keys(all).filter((column) => !isNarrow || !INDEXED.some((indexed) => indexed === column))
    const values = Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]))
    return tx
      .update(users)
      .set(values)
      .where(and(eq(users.idpId, sql.placeholder('idpId')), eq(users.id, sql.placeholder('id'))))
      .prepare(name)
  }).execute(after)
}

/** The columns of the indexes of `users`, but for the time of the change. */
const INDEXED = ['userNameKey', 'externalId', 'displayNameKey', 'titleKey', 'departmentKey'] as const

/** The user with e-mails; memberships are the caller's (their groups change too). */
export async function deleteUser(tx: Writer, idpId: string, id: string): Promise<void> {
  const { users, userEmails } = tx.tables
  await tx.delete(userEmails).where(and(eq(userEmails.idpId, idpId), eq(userEmails.userId, id)))
  await tx.delete(users).where(and(eq(users.idpId, idpId), eq(users.id, id)))
}

/** Makes `emails` the user's e-mail rows. */
export async function replaceEmails(
  tx: Writer,
  idpId: string,
  userId: string,
  emails: UserEmailRow[],
  isNew: boolean,
): Promise<void> {
  if (!isNew) {
    const { userEmails } = tx.tables
    await tx.delete(userEmails).where(and(eq(userEmails.idpId, idpId), eq(userEmails.userId, userId)))
  }
  for (const email of emails) await insertRow(tx, 'userEmails', email)
}

/** Which of `ids` are users of this IdP: id → display name or userName. They stay until the turn ends. */
export async function holdUsers(tx: Writer, idpId: string, ids: string[]): Promise<Map<string, string>> {
  const { users } = tx.tables
  const found = new Map<string, string>()
  for (const some of chunks(ids)) {
    const query = tx
      .select({ id: users.id, userName: users.userName, displayName: users.displayName })
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users.id, some)))
      // One order for all: two requests that hold the same users do not wait for each other crosswise.
      .orderBy(asc(users.id))
    for (const row of await held(tx, query)) found.set(row.id, row.displayName ?? row.userName)
  }
  return found
}
