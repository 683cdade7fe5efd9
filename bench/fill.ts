import Database from 'better-sqlite3'
import { newId } from '#db/ids.ts'

/**
 * Fills an IdP of a migrated database with users (one e-mail each) and groups: the first group has `large` members, the
 * others ten each. Straight into the file, since a million creates over HTTP would measure themselves.
 */
export function fill(
  file: string,
  idpId: string,
  users: number,
  groups: number,
  large: number,
): { largeGroup: string; smallGroup: string } {
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -500000')
  const insert = (table: string, columns: string[]) =>
    db.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
  const user = insert('users', [
    'idp_id',
    'id',
    'user_name',
    'user_name_key',
    'external_id',
    'active',
    'display_name',
    'display_name_key',
    'given_name',
    'family_name',
    'title',
    'title_key',
    'department',
    'department_key',
    'is_foreign_domain',
    'document',
    'version',
    'created_at',
    'updated_at',
  ])
  const email = insert('user_emails', ['idp_id', 'user_id', 'position', 'value_key', 'type', 'is_primary'])
  const group = insert('groups', [
    'idp_id',
    'id',
    'display_name',
    'display_name_key',
    'external_id',
    'document',
    'version',
    'created_at',
    'updated_at',
  ])
  const member = insert('members', ['idp_id', 'group_id', 'member_id', 'type', 'created_at'])
  const start = Date.now() - users - groups - 1_000_000
  const ids: string[] = []
  const inTurns = (count: number, one: (index: number) => void) => {
    for (let from = 0; from < count; from += 50_000) {
      db.exec('begin')
      for (let index = from; index < Math.min(count, from + 50_000); index++) one(index)
      db.exec('commit')
    }
  }
  inTurns(users, (index) => {
    const at = start + index
    const id = newId(new Date(at))
    const userName = `filled-${index}@example.com`
    const [display, title, department] = [`Filled Person ${index}`, `Title ${index % 200}`, `Department ${index % 40}`]
    const document = JSON.stringify({
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      ],
      userName,
      externalId: `f-${index}`,
      name: { givenName: 'Filled', familyName: `Person ${index}` },
      displayName: display,
      title,
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department },
    })
    user.run(
      idpId,
      id,
      userName,
      userName,
      `f-${index}`,
      1,
      display,
      display.toLowerCase(),
      'Filled',
      `Person ${index}`,
      title,
      title.toLowerCase(),
      department,
      department.toLowerCase(),
      0,
      document,
      1,
      at,
      at,
    )
    email.run(idpId, id, 0, userName, 'work', 1)
    ids.push(id)
  })
  const groupIds: string[] = []
  inTurns(groups, (index) => {
    const at = start + users + index
    const id = newId(new Date(at))
    const name = `Filled Group ${index}`
    group.run(
      idpId,
      id,
      name,
      name.toLowerCase(),
      null,
      JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: name }),
      1,
      at,
      at,
    )
    const size = index === 0 ? large : 10
    for (let one = 0; one < size; one++) member.run(idpId, id, ids[(index * 10 + one) % users], 'User', at)
    groupIds.push(id)
  })
  db.prepare('insert into totals (idp_id, id, users, active_users, groups) values (?, ?, ?, ?, ?)').run(
    idpId,
    newId(),
    users,
    users,
    groups,
  )
  db.close()
  return { largeGroup: groupIds[0] ?? '', smallGroup: groupIds[1] ?? '' }
}
