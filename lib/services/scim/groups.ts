import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertDeletedResource } from '#db/queries/deleted-resources.ts'
import {
  deleteGroup as deleteGroupRow,
  findGroup,
  findGroupByName,
  insertGroup,
  lockGroup,
  lockGroupsOf,
  touchGroups,
  updateGroup,
  type GroupRow,
} from '#db/queries/groups.ts'
import {
  deleteAllMembers,
  deleteMemberships,
  hasMembers,
  insertMembers,
  listMemberIds,
  listMembers,
} from '#db/queries/members.ts'
import { insertSyncLog } from '#db/queries/sync-logs.ts'
import { addToTotals } from '#db/queries/totals.ts'
import { changedAttributes } from '#lib/scim/diff.ts'
import { notFound, uniqueness } from '#lib/scim/errors.ts'
import { etag } from '#lib/scim/etag.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject, JsonValue } from '#lib/scim/json.ts'
import { applyGroupPatch, parsePatch, splitGroupPatch, type MemberStep } from '#lib/scim/patch.ts'
import { wants, type Projection } from '#lib/scim/projection.ts'
import { readGroup, type GroupDocument } from '#lib/scim/resource.ts'
import { admitMembers } from './admit-members.ts'
import type { AdmittedCall } from './call.ts'
import { changeMembers, memberChanges } from './change-members.ts'
import { assertMatch, isUnchanged } from './conditional.ts'
import { guardEmptied } from './guard.ts'
import { logRow } from './log.ts'
import { respond, type ScimResponse } from './message.ts'
import { forgetPageEnds } from './page-ends.ts'
import { cut, locationOf, renderGroup } from './render.ts'

/** POST /Groups (RFC 7644 §3.3). */
export async function createGroup(call: AdmittedCall, body: JsonValue, projection: Projection): Promise<ScimResponse> {
  const { idp, at, base } = call
  call.entity = { type: 'Group' }
  const { document, members: refs = [] } = readGroup(body)
  const row = groupRow(document, { idpId: idp.id, id: newId(at), version: 1, createdAt: at, updatedAt: at })
  call.entity = { type: 'Group', name: row.displayName, externalId: row.externalId }
  const written = store().write(async (tx) => {
    await insertGroup(tx, row)
    const { rows, names, notes } = await admitMembers(tx, idp, row.id, refs, at)
    await insertMembers(tx, rows)
    await addToTotals(tx, idp.id, { groups: 1 })
    const members = rows.map(({ memberId, type }) => ({
      groupId: row.id,
      id: memberId,
      type,
      display: names.get(memberId) ?? null,
    }))
    const text = renderGroup(row, members, base)
    const named = refs.map((ref) => ref.value)
    await insertSyncLog(tx, logRow({ ...call, entity: entityOf(row) }, { status: 201, response: text, notes }), named)
    return text
  }, PROVISIONING)
  const text = await explainConflict(written, call, () => row.displayName)
  return respond(201, cut('Group', text, projection), { location: locationOf('Group', row.id, base), etag: etag(1) })
}

/** GET /Groups/{id} (§3.4.1). Members come through the report door: there may be a hundred thousand. */
export async function readGroupById(call: AdmittedCall, id: string, projection: Projection): Promise<ScimResponse> {
  call.entity = { type: 'Group', id }
  const row = await findGroup(store().read, call.idp.id, id)
  if (!row) throw unknownGroup(id)
  if (isUnchanged(call, row.version)) return respond(304, undefined, { etag: etag(row.version) })
  return respond(200, await served(call, row, projection), {
    location: locationOf('Group', id, call.base),
    etag: etag(row.version),
  })
}

/** PUT /Groups/{id} (§3.5.1). A request without `members` leaves them, as the reference does. */
export async function replaceGroup(
  call: AdmittedCall,
  id: string,
  body: JsonValue,
  projection: Projection,
): Promise<ScimResponse> {
  call.entity = { type: 'Group', id }
  const { document, members } = readGroup(body)
  const row = await changeGroup(call, id, 200, () => document, members ? [{ kind: 'replace', members }] : [])
  return respond(200, await served(call, row, projection), {
    location: locationOf('Group', id, call.base),
    etag: etag(row.version),
  })
}

/**
 * PATCH /Groups/{id} (§3.5.2). Answers 204, as Entra and the reference expect of groups; with `attributes` asked for,
 * 200 and the group.
 */
export async function patchGroup(
  call: AdmittedCall,
  id: string,
  body: JsonValue,
  projection: Projection,
): Promise<ScimResponse> {
  call.entity = { type: 'Group', id }
  const { document: operations, members } = splitGroupPatch(parsePatch(body))
  const status = projection.kind === 'only' ? 200 : 204
  const row = await changeGroup(call, id, status, (before) => applyGroupPatch(before, operations, { id }), members)
  return status === 204
    ? respond(204, undefined, { etag: etag(row.version) })
    : respond(200, await served(call, row, projection), { etag: etag(row.version) })
}

/** DELETE /Groups/{id} (§3.6). */
export async function deleteGroup(call: AdmittedCall, id: string): Promise<ScimResponse> {
  const { idp, at } = call
  call.entity = { type: 'Group', id }
  await store().write(async (tx) => {
    await lockGroupsOf(tx, idp.id, id)
    const row = await lockGroup(tx, idp.id, id)
    if (!row) throw unknownGroup(id)
    call.entity = entityOf(row)
    assertMatch(call, row.version)
    const members = idp.guardsDeprovisioning ? await listMemberIds(tx, idp.id, id) : []
    const notes = await guardEmptied(tx, call, 'delete', row, members)
    await deleteAllMembers(tx, idp.id, id)
    await touchGroups(tx, idp.id, await deleteMemberships(tx, idp.id, id), at)
    await deleteGroupRow(tx, idp.id, id)
    await insertDeletedResource(tx, { idpId: idp.id, id, resourceType: 'Group', name: row.displayName, deletedAt: at })
    await addToTotals(tx, idp.id, { groups: -1 })
    await insertSyncLog(tx, logRow(call, { status: 204, response: undefined, notes }))
  })
  forgetPageEnds(idp.id)
  return respond(204)
}

async function changeGroup(
  call: AdmittedCall,
  id: string,
  status: number,
  change: (before: GroupDocument) => GroupDocument,
  steps: readonly MemberStep[],
): Promise<GroupRow> {
  const { idp, at } = call
  let displayName: string | undefined
  const written = store().write(async (tx) => {
    const row = await lockGroup(tx, idp.id, id)
    if (!row) throw unknownGroup(id)
    call.entity = entityOf(row)
    assertMatch(call, row.version)
    const before = JSON.parse(row.document) as JsonObject
    const document = change(before)
    const membership = await changeMembers(tx, call, id, steps)
    if (membership.removed.size > 0 && idp.guardsDeprovisioning && !(await hasMembers(tx, idp.id, id))) {
      membership.notes.push(...(await guardEmptied(tx, call, 'empty', row, membership.removed)))
    }
    const changes = [...changedAttributes(before, document), ...memberChanges(membership)]
    let after = row
    if (changes.length > 0) {
      after = groupRow(document, { ...row, version: row.version + 1, updatedAt: at })
      displayName = after.displayName
      await updateGroup(tx, after)
    }
    call.entity = entityOf(after)
    const named = [...membership.added, ...membership.removed]
    await insertSyncLog(tx, logRow(call, { status, response: undefined, changes, notes: membership.notes }), named)
    return after
  }, PROVISIONING)
  return explainConflict(written, call, () => displayName)
}

async function served(call: AdmittedCall, row: GroupRow, projection: Projection): Promise<string> {
  const members = wants(projection, 'members') ? await listMembers(store().report, row.idpId, [row.id]) : undefined
  return cut('Group', renderGroup(row, members, call.base), projection)
}

async function explainConflict<T>(
  written: Promise<T>,
  call: AdmittedCall,
  displayName: () => string | undefined,
): Promise<T> {
  try {
    return await written
  } catch (error) {
    const name = displayName()
    if (!isConflict(error) || name === undefined) throw error
    const other = await findGroupByName(store().read, call.idp.id, fold(name))
    throw uniqueness(
      `displayName "${name}" already belongs to group ${other?.id ?? '(just created)'} in this identity provider · a group's displayName must be unique, whatever its case`,
    )
  }
}

type Identity = Pick<GroupRow, 'idpId' | 'id' | 'version' | 'createdAt' | 'updatedAt'>

function groupRow(document: GroupDocument, { idpId, id, version, createdAt, updatedAt }: Identity): GroupRow {
  const displayName = String(document['displayName'])
  const externalId = document['externalId']
  return {
    idpId,
    id,
    displayName,
    displayNameKey: fold(displayName),
    externalId: typeof externalId === 'string' ? externalId : null,
    document: JSON.stringify(document),
    version,
    createdAt,
    updatedAt,
  }
}

const entityOf = (row: GroupRow) => ({
  type: 'Group' as const,
  id: row.id,
  name: row.displayName,
  externalId: row.externalId,
})

const PROVISIONING = { keepsRemembered: true }

const unknownGroup = (id: string) =>
  notFound(
    `There is no group ${id.slice(0, 100)} in this identity provider · look the group up with a filter on displayName, or create it`,
  )
