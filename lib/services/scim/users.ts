import { isConflict, isMissing } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertDeletedResource } from '#db/queries/deleted-resources.ts'
import { lockGroupsOf, touchGroups } from '#db/queries/groups.ts'
import { deleteMemberships, listGroupsOf } from '#db/queries/members.ts'
import { insertSyncLog } from '#db/queries/sync-logs.ts'
import { addToTotals } from '#db/queries/totals.ts'
import {
  deleteUser as deleteUserRow,
  findUser,
  insertUserUnlessLeft,
  lockUser,
  replaceEmails,
  updateUser,
  type UserRow,
} from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import { catalogOf } from '#lib/scim/catalog.ts'
import { changedAttributes } from '#lib/scim/diff.ts'
import { notFound, uniqueness } from '#lib/scim/errors.ts'
import { etag } from '#lib/scim/etag.ts'
import type { JsonObject, JsonValue } from '#lib/scim/json.ts'
import { applyUserPatch, parsePatch } from '#lib/scim/patch.ts'
import { wants, type Projection } from '#lib/scim/projection.ts'
import { readUser, userColumns, type UserDocument } from '#lib/scim/resource.ts'
import type { AdmittedCall } from './call.ts'
import { assertMatch, isUnchanged } from './conditional.ts'
import { cutOffBy, endSessionsOf } from './end-sessions.ts'
import { isForeignDomain } from './foreign-domain.ts'
import { guardReturned, guardUser } from './guard.ts'
import { lengthNotes } from './length-notes.ts'
import { logRow } from './log.ts'
import { respond, type ScimResponse } from './message.ts'
import { forgetPageEnds } from './page-ends.ts'
import { cut, locationOf, renderUser } from './render.ts'
import { findHolder, taken, type Holder } from './returning-user.ts'
import { emailRows, userRow } from '#db/queries/user-row.ts'

/** POST /Users (RFC 7644 §3.3). */
export async function createUser(call: AdmittedCall, body: JsonValue, projection: Projection): Promise<ScimResponse> {
  const { idp, at, base } = call
  call.entity = { type: 'User' }
  const document = readUser(body, undefined, catalogOf(idp))
  const columns = userColumns(document)
  call.entity = { type: 'User', name: columns.userName, externalId: columns.externalId }
  const isForeign = await isForeignDomain(call, columns.userName)
  const row = userRow(document, columns, {
    idpId: idp.id,
    id: newId(at),
    version: 1,
    createdAt: at,
    updatedAt: at,
    isForeign,
  })
  const text = renderUser(row, [], base)
  const written = store().write(async (tx) => {
    await insertUserUnlessLeft(tx, row)
    await replaceEmails(tx, idp.id, row.id, emailRows(row, columns), true)
    await addToTotals(tx, idp.id, { users: 1, activeUsers: row.active ? 1 : 0 })
    await insertSyncLog(
      tx,
      logRow(
        { ...call, entity: entityOf(row) },
        { status: 201, response: text, notes: [...foreignNote(row), ...lengthNotes(idp, document)] },
      ),
    )
  }, PROVISIONING)
  try {
    await written
  } catch (error) {
    if (!isConflict(error) && !isMissing(error)) throw error
    const holder = await findHolder(idp.id, columns)
    if (!holder?.isInactive || idp.onReturningUser === 'refuse') throw taken(holder, columns)
    return restoreUser(call, holder, document, projection)
  }
  return respond(201, cut('User', text, projection), { location: locationOf('User', row.id, base), etag: etag(1) })
}

/** A create that stands for a deactivated user, as this IdP is set up: the same id, as the document describes it. */
function restoreUser(
  call: AdmittedCall,
  { id }: Holder,
  document: UserDocument,
  projection: Projection,
): Promise<ScimResponse> {
  const restore = (before: UserDocument) => {
    if (before['active'] === false) return document
    throw uniqueness(`User ${id} was reactivated by another request at this moment · send the request again`)
  }
  return changeUser(call, id, projection, restore, {
    status: 201,
    note: 'The user had been deactivated and was restored.',
  })
}

/** GET /Users/{id} (§3.4.1). */
export async function readUserById(call: AdmittedCall, id: string, projection: Projection): Promise<ScimResponse> {
  const { read } = store()
  call.entity = { type: 'User', id }
  const row = await findUser(read, call.idp.id, id)
  if (!row) throw unknownUser(id)
  if (isUnchanged(call, row.version)) return respond(304, undefined, { etag: etag(row.version) })
  const groups = wants(projection, 'groups') ? await listGroupsOf(read, call.idp.id, id) : []
  return respond(200, cut('User', renderUser(row, groups, call.base), projection), {
    location: locationOf('User', id, call.base),
    etag: etag(row.version),
  })
}

/** PUT /Users/{id} (§3.5.1). What is left out is cleared, but `active`: leaving it out never lets a leaver back in. */
export function replaceUser(
  call: AdmittedCall,
  id: string,
  body: JsonValue,
  projection: Projection,
): Promise<ScimResponse> {
  call.entity = { type: 'User', id }
  return changeUser(call, id, projection, (before) =>
    readUser(body, { active: before['active'] !== false }, catalogOf(call.idp)),
  )
}

/** PATCH /Users/{id} (§3.5.2). Answers 200 with the user, as the clients of the reference expect. */
export function patchUser(
  call: AdmittedCall,
  id: string,
  body: JsonValue,
  projection: Projection,
): Promise<ScimResponse> {
  call.entity = { type: 'User', id }
  const operations = parsePatch(body)
  return changeUser(call, id, projection, (before) => applyUserPatch(before, operations, { id }, catalogOf(call.idp)))
}

/** DELETE /Users/{id} (§3.6). */
export async function deleteUser(call: AdmittedCall, id: string): Promise<ScimResponse> {
  call.entity = { type: 'User', id }
  await store().write(async (tx) => {
    await lockGroupsOf(tx, call.idp.id, id)
    const row = await lockUser(tx, call.idp.id, id)
    if (!row) throw unknownUser(id)
    assertMatch(call, row.version)
    call.entity = entityOf(row)
    const notes = row.active ? await guardUser(tx, call, 'delete', row) : []
    await removeUser(tx, call, row)
    notes.push(...(await endSessionsOf(tx, row, 'deleted', call.at)))
    await insertSyncLog(tx, logRow(call, { status: 204, response: undefined, notes }))
  })
  forgetPageEnds(call.idp.id)
  return respond(204)
}

async function changeUser(
  call: AdmittedCall,
  id: string,
  projection: Projection,
  change: (before: UserDocument) => UserDocument,
  answer: { status: 200 | 201; note?: string } = { status: 200 },
): Promise<ScimResponse> {
  const { idp, base } = call
  let userName: string | undefined
  const written = store().write(async (tx) => {
    if (idp.onDeactivate === 'delete') await lockGroupsOf(tx, idp.id, id)
    const row = await lockUser(tx, idp.id, id)
    if (!row) throw unknownUser(id)
    call.entity = entityOf(row)
    assertMatch(call, row.version)
    const before = JSON.parse(row.document) as JsonObject
    const document = change(before)
    const changes = changedAttributes(before, document)
    const after = changes.length === 0 ? row : await changedRow(call, row, document)
    userName = after.userName
    const allowed = row.active && !after.active ? await guardUser(tx, call, 'deactivate', row) : []
    if (!row.active && after.active) await guardReturned(tx, call, id)
    if (changes.length > 0) await updateUser(tx, row, after)
    if (changes.some(({ path }) => path.startsWith('emails'))) {
      await replaceEmails(tx, idp.id, id, emailRows(after, userColumns(document)), false)
    }
    if (after.active !== row.active) await addToTotals(tx, idp.id, { activeUsers: after.active ? 1 : -1 })
    call.entity = entityOf(after)
    const text = renderUser(after, await listGroupsOf(tx, idp.id, id), base)
    const notes = after.userName === row.userName ? [] : foreignNote(after)
    notes.push(...lengthNotes(idp, document, changes), ...allowed)
    if (answer.note !== undefined) notes.push(answer.note)
    if (row.active && !after.active && idp.onDeactivate === 'delete') {
      notes.push('The user was deactivated and therefore deleted, as this identity provider is set up.')
      await removeUser(tx, call, after)
    }
    const cutOff = cutOffBy(row, after)
    if (cutOff) notes.push(...(await endSessionsOf(tx, row, cutOff, call.at)))
    await insertSyncLog(tx, logRow(call, { status: answer.status, response: text, changes, notes }))
    return { text, version: after.version }
  }, PROVISIONING)
  const { text, version } = await explainConflict(written, call, () => userName)
  if (idp.onDeactivate === 'delete') forgetPageEnds(idp.id)
  return respond(answer.status, cut('User', text, projection), {
    location: locationOf('User', id, base),
    etag: etag(version),
  })
}

async function changedRow(call: AdmittedCall, row: UserRow, document: UserDocument): Promise<UserRow> {
  const columns = userColumns(document)
  const isForeign =
    columns.userName === row.userName ? row.isForeignDomain : await isForeignDomain(call, columns.userName)
  return userRow(document, columns, { ...row, version: row.version + 1, updatedAt: call.at, isForeign })
}

/** Takes the user, and the memberships, out of the directory. */
async function removeUser(tx: Writer, { idp, at }: AdmittedCall, row: UserRow): Promise<void> {
  await deleteUserRow(tx, idp.id, row.id)
  await touchGroups(tx, idp.id, await deleteMemberships(tx, idp.id, row.id), at)
  await insertDeletedResource(tx, {
    idpId: idp.id,
    id: row.id,
    resourceType: 'User',
    name: row.userName,
    deletedAt: at,
  })
  await addToTotals(tx, idp.id, { users: -1, activeUsers: row.active ? -1 : 0 })
}

/** A userName that another user of the IdP has, found out by the unique index: 409 that names that user. */
async function explainConflict<T>(
  written: Promise<T>,
  call: AdmittedCall,
  userName: () => string | undefined,
): Promise<T> {
  try {
    return await written
  } catch (error) {
    const name = userName()
    if (!isConflict(error) || name === undefined) throw error
    throw taken(await findHolder(call.idp.id, { userName: name, externalId: null }), { userName: name })
  }
}

const entityOf = (row: UserRow) => ({
  type: 'User' as const,
  id: row.id,
  name: row.userName,
  externalId: row.externalId,
})

const foreignNote = (row: UserRow): string[] =>
  row.isForeignDomain ? ['The userName is outside the Authentication Domains of this identity provider.'] : []

const PROVISIONING = { mayRunTwice: true, keepsRemembered: true }

const unknownUser = (id: string) =>
  notFound(
    `There is no user ${id.slice(0, 100)} in this identity provider · look the user up with a filter on userName, or create it`,
  )
