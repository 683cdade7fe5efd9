import { entraPeople, type Person } from './cast.ts'
import type { Client } from './client.ts'
import type { Clock } from './clock.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const entraGroup = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const patch = (...operations: object[]) => ({ schemas: [patchOp], Operations: operations })

/** A fortnight of Entra ID, whose cycles come every forty minutes. */
export async function playEntra(entra: Client, clock: Clock): Promise<void> {
  const ids = new Map<string, string>()
  const groupIds = new Map<string, string>()
  const idOf = (familyName: string) => ids.get(familyName) ?? ''
  const personOf = (familyName: string) => entraPeople.find((person) => person.familyName === familyName) as Person
  const objectIdOf = (index: number) => `5f0c9a1e-${String(4100 + index)}-4b7d-9e21-7d3c5a60${String(1000 + index)}`
  const join = async (at: Date, person: Person) => {
    const body = document(person, objectIdOf(entraPeople.indexOf(person)))
    ids.set(person.familyName, (await entra.send(at, 201, 'POST', '/Users', body)).id)
  }
  const change = (at: Date, familyName: string, ...operations: object[]) =>
    entra.send(at, 200, 'PATCH', `/Users/${idOf(familyName)}`, patch(...operations))
  const members = (at: Date, op: 'Add' | 'Remove', name: string, familyNames: string[]) =>
    entra.send(
      at,
      204,
      'PATCH',
      `/Groups/${groupIds.get(name)}`,
      patch({ op, path: 'members', value: familyNames.map((familyName) => ({ value: idOf(familyName) })) }),
    )

  // The first cycle: everybody, then empty groups, then their members.
  const first = entraPeople.slice(0, 14)
  for (const [index, person] of first.entries()) await join(clock(0, '10:20', index * 2), person)
  const names = [...new Set(first.flatMap((person) => person.groups))]
  for (const [index, displayName] of names.entries()) {
    const body = { schemas: [group, entraGroup], displayName, externalId: objectIdOf(100 + index), members: [] }
    groupIds.set(displayName, (await entra.send(clock(0, '10:21', index * 2), 201, 'POST', '/Groups', body)).id)
  }
  for (const [index, name] of names.entries()) {
    const familyNames = first.filter((person) => person.groups.includes(name)).map((person) => person.familyName)
    await members(clock(0, '10:22', index * 2), 'Add', name, familyNames)
  }

  await change(clock(1, '11:00'), 'Dimitrov', { op: 'Replace', path: 'title', value: 'Deputy Plant Manager' })
  await join(clock(2, '08:20'), personOf('Brandt'))
  await members(clock(2, '08:20', 6), 'Add', 'Maintenance', ['Brandt'])
  await change(clock(3, '12:20'), 'O’Sullivan', { op: 'Replace', path: 'active', value: 'False' })
  await members(clock(3, '12:20', 4), 'Remove', 'Maintenance', ['O’Sullivan'])
  const moved = { op: 'Replace', path: `${enterprise}:department`, value: 'Logistics' }
  await change(clock(4, '13:00'), 'Horvat', moved, { op: 'Replace', path: 'title', value: 'Logistics Planner' })
  await members(clock(4, '13:00', 3), 'Remove', 'Quality', ['Horvat'])
  await members(clock(4, '13:00', 5), 'Add', 'Logistics', ['Horvat'])
  // A guest of another company: accepted, and flagged as outside the Authentication Domains.
  const guest = {
    ...personOf('Haddad'),
    givenName: 'Ravi',
    familyName: 'Kapoor',
    userName: 'ravi.kapoor@partner.example',
  }
  const visit = await entra.send(clock(5, '09:40'), 201, 'POST', '/Users', document(guest, objectIdOf(40)))
  await join(clock(6, '08:20'), personOf('Sousa'))
  await members(clock(6, '08:20', 5), 'Add', 'Logistics', ['Sousa'])
  await entra.send(clock(7, '14:20'), 204, 'PATCH', `/Groups/${groupIds.get('Remote Access')}`, {
    ...patch({ op: 'Replace', path: 'displayName', value: 'Remote Access – Plant' }),
  })
  // The guest goes for good, and a later cycle still puts them in a group: skipped, with a note.
  await entra.send(clock(8, '09:00'), 204, 'DELETE', `/Users/${visit.id}`)
  ids.set('Kapoor', visit.id)
  await members(clock(8, '09:40'), 'Add', 'Remote Access', ['Kapoor', 'Sousa'])
  // A member that this IdP never sent, and a change to somebody who is not here.
  const unknown = patch({ op: 'Add', path: 'members', value: [{ value: objectIdOf(77) }] })
  await entra.send(clock(9, '10:20'), 400, 'PATCH', `/Groups/${groupIds.get('Quality')}`, unknown)
  const lost = patch({ op: 'Replace', path: 'active', value: 'True' })
  await entra.send(clock(10, '11:40'), 404, 'PATCH', `/Users/${objectIdOf(78)}`, lost)
  const wrongPath = patch({ op: 'Replace', path: 'name.', value: 'Aino' })
  await entra.send(clock(11, '08:20'), 400, 'PATCH', `/Users/${idOf('Virtanen')}`, wrongPath)
  await change(clock(11, '09:00'), 'O’Sullivan', { op: 'Replace', path: 'active', value: 'True' })
  await members(clock(11, '09:00', 3), 'Add', 'Maintenance', ['O’Sullivan'])
  await change(clock(12, '16:20'), 'Benali', { op: 'Replace', path: 'active', value: 'False' })
}

const document = (person: Person, objectId: string) => ({
  schemas: [core, enterprise],
  externalId: objectId,
  userName: person.userName,
  active: true,
  displayName: `${person.givenName} ${person.familyName}`,
  emails: [{ primary: true, type: 'work', value: person.userName }],
  meta: { resourceType: 'User' },
  name: {
    formatted: `${person.givenName} ${person.familyName}`,
    familyName: person.familyName,
    givenName: person.givenName,
  },
  title: person.title,
  roles: [],
  [enterprise]: { department: person.department, division: 'Plant 2' },
})
