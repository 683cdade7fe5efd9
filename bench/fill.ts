import { newId } from '#db/ids.ts'
import { emailRows, userRow } from '#db/queries/user-row.ts'
import { fold } from '#lib/scim/fold.ts'
import { readUser, userColumns } from '#lib/scim/resource.ts'
import { openSink, type Inserted, type Sink } from './sink.ts'

export type Filling = {
  users: number
  groups: number
  /** Members of the first group; the others have ten each. */
  large: number
  /** Rows of the sync log, spread over the last fortnight. */
  logs?: number
}
export type Filled = { largeGroup: string; smallGroup: string; someUser: string }

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const DAY_MS = 24 * 60 * 60_000
const BATCH = 5_000

/** Fills an IdP of a migrated database with users (one e-mail each), groups and log rows, as provisioning leaves them. */
export async function fill(
  database: string,
  idpId: string,
  { users, groups, large, logs = 0 }: Filling,
): Promise<Filled & { groupIds: string[] }> {
  const sink = await openSink(database)
  const start = Date.now() - 14 * DAY_MS - users - groups
  const ids = await fillUsers(sink, idpId, users, start)
  const groupIds = await fillGroups(sink, idpId, ids, { groups, large, start: start + users })
  await fillLogs(sink, idpId, ids, logs)
  await sink.insert('totals', [{ idpId, id: newId(), users, activeUsers: users - inactive(users), groups }])
  await sink.close()
  return { largeGroup: groupIds[0] ?? '', smallGroup: groupIds[1] ?? '', groupIds, someUser: ids[500] ?? '' }
}

/** Every twentieth user is deactivated. */
const isActive = (index: number): boolean => index % 20 !== 19
const inactive = (users: number): number => Math.floor(users / 20)

async function fillUsers(sink: Sink, idpId: string, users: number, start: number): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < users; from += BATCH) {
    const rows: Inserted<'users'>[] = []
    const emails: Inserted<'userEmails'>[] = []
    for (let index = from; index < Math.min(users, from + BATCH); index++) {
      const at = new Date(start + index)
      const document = readUser(personOf(index))
      const columns = userColumns(document)
      const row = userRow(document, columns, {
        idpId,
        id: newId(at),
        version: 1,
        createdAt: at,
        updatedAt: at,
        isForeign: false,
      })
      ids.push(row.id)
      rows.push(row)
      emails.push(...emailRows(row, columns))
    }
    await sink.insert('users', rows)
    await sink.insert('userEmails', emails)
  }
  return ids
}

const GIVEN = ['Anna', 'Björn', 'Chen', 'Dilek', 'Emeka', 'Fátima', 'Goran', 'Hana', 'Ines', 'Jamal', 'Kaja', 'Luca']
const FAMILY = ['Abe', 'Brandt', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jansen', 'Kim']

/** A person whose names many share and whose user name nobody does. */
function personOf(index: number) {
  const givenName = GIVEN[index % GIVEN.length] ?? ''
  const familyName = `${FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length]} ${index}`
  const userName = `filled-${index}@example.com`
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
    userName,
    externalId: `f-${index}`,
    name: { givenName, familyName },
    displayName: `${givenName} ${familyName}`,
    title: `Title ${index % 200}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: isActive(index),
    [ENTERPRISE]: { department: `Department ${index % 40}` },
  }
}

type GroupFilling = Pick<Filling, 'groups' | 'large'> & { start: number }

async function fillGroups(
  sink: Sink,
  idpId: string,
  users: string[],
  { groups, large, start }: GroupFilling,
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < groups; from += BATCH) {
    const rows: Inserted<'groups'>[] = []
    let members: Inserted<'members'>[] = []
    for (let index = from; index < Math.min(groups, from + BATCH); index++) {
      const at = new Date(start + index)
      const displayName = `Filled Group ${index}`
      const id = newId(at)
      ids.push(id)
      rows.push({
        idpId,
        id,
        displayName,
        displayNameKey: fold(displayName),
        externalId: null,
        document: JSON.stringify({ schemas: [GROUP], displayName }),
        version: 1,
        createdAt: at,
        updatedAt: at,
      })
      for (let one = 0; one < Math.min(users.length, index === 0 ? large : 10); one++) {
        const memberId = users[(index * 10 + one) % users.length] ?? ''
        members.push({ idpId, groupId: id, memberId, type: 'User', createdAt: at })
      }
      if (members.length > BATCH) {
        await sink.insert('members', members)
        members = []
      }
    }
    await sink.insert('groups', rows)
    if (members.length > 0) await sink.insert('members', members)
  }
  return ids
}

async function fillLogs(sink: Sink, idpId: string, users: string[], logs: number): Promise<void> {
  const start = Date.now() - 13 * DAY_MS
  const step = (13 * DAY_MS) / Math.max(1, logs)
  for (let from = 0; from < logs; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, logs - from) }, (_, offset) =>
      logOf(idpId, users, from + offset, new Date(Math.floor(start + (from + offset) * step))),
    )
    await sink.insert('syncLogs', rows)
  }
}

/** Mostly updates that went well, as a directory in use has; every hundredth was refused. */
function logOf(idpId: string, users: string[], index: number, at: Date): Inserted<'syncLogs'> {
  // Steps through all users without visiting neighbours one after another.
  const who = (index * 7_919) % Math.max(1, users.length)
  const entityId = users[who] ?? ''
  const isRefused = index % 100 === 99
  const title = `Title ${index % 300}`
  const request = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'title', value: title }],
  }
  return {
    idpId,
    id: newId(at),
    at,
    method: index % 10 === 0 ? 'POST' : 'PATCH',
    url: `/scim/1/${idpId}/v2/Users/${entityId}`,
    entityType: 'User',
    entityId,
    entityName: `filled-${who}@example.com`,
    externalId: `f-${who}`,
    status: isRefused ? 400 : 200,
    scimType: isRefused ? 'invalidValue' : null,
    detail: isRefused ? 'title is not text · 17 · a string such as "Engineer" is accepted' : null,
    durationMs: 1 + (index % 40),
    address: '192.0.2.1',
    userAgent: 'filled',
    tokenId: null,
    request: JSON.stringify(request),
    response: JSON.stringify({ id: entityId, title }),
    changes: isRefused ? null : JSON.stringify([{ path: 'title', before: 'before', after: title }]),
    notes: null,
  }
}
