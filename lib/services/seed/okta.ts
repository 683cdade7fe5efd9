import { address, oktaPeople, type Person } from './cast.ts'
import type { Client } from './client.ts'
import type { Clock } from './clock.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const patch = (...operations: object[]) => ({ schemas: [patchOp], Operations: operations })

/** A fortnight of Okta: the first sync, joiners, leavers, changes, and what goes wrong in most weeks. */
export async function playOkta(okta: Client, clock: Clock): Promise<void> {
  const ids = new Map<string, string>()
  const groupIds = new Map<string, string>()
  const user = (person: Person, changes: object = {}) => ({ ...document(person), ...changes })
  const idOf = (familyName: string) => ids.get(familyName) ?? ''
  const personOf = (familyName: string) => oktaPeople.find((person) => person.familyName === familyName) as Person
  const join = async (at: Date, person: Person) => {
    ids.set(person.familyName, (await okta.send(at, 201, 'POST', '/Users', document(person))).id)
  }
  const put = (at: Date, familyName: string, changes: object, expected = 200) =>
    okta.send(at, expected, 'PUT', `/Users/${idOf(familyName)}`, user(personOf(familyName), changes))
  const push = (at: Date, name: string, ...operations: object[]) =>
    okta.send(at, 204, 'PATCH', `/Groups/${groupIds.get(name)}`, patch(...operations))
  const member = (familyName: string) => ({ value: idOf(familyName), display: personOf(familyName).userName })

  // The first sync: everybody of that day, then the groups with their members.
  const founders = oktaPeople.slice(0, 20)
  for (const [index, person] of founders.entries()) await join(clock(0, '09:12', index * 3), person)
  const names = [...new Set(founders.flatMap((person) => person.groups))]
  for (const [index, displayName] of names.entries()) {
    const members = founders.filter((person) => person.groups.includes(displayName)).map((it) => member(it.familyName))
    const body = { schemas: [group], displayName, members }
    groupIds.set(displayName, (await okta.send(clock(0, '09:15', index * 4), 201, 'POST', '/Groups', body)).id)
  }

  // A scheduled full push sends everybody again, most of them as they are.
  for (const day of [2, 4, 6, 8, 10, 12]) {
    for (const [index, familyName] of steady.entries()) await put(clock(day, '03:00', index * 2), familyName, {})
  }

  await put(clock(0, '14:03'), 'Eze', { title: 'Senior Engineer' })
  await join(clock(1, '08:31'), personOf('Siddiqui'))
  await push(clock(1, '08:31', 20), 'Engineering', { op: 'add', path: 'members', value: [member('Siddiqui')] })
  // Created by hand in another tool under the same name: Okta may not take it over, and says so every hour.
  for (const time of ['10:02', '11:02', '12:02']) {
    await okta.send(
      clock(2, time),
      409,
      'POST',
      '/Users',
      user(personOf('Byrne'), { externalId: '00uf77q2Lm9xYkRtC5d7' }),
    )
  }
  await put(clock(3, '16:47'), 'Iglesias', { active: false })
  await okta.send(clock(3, '16:47', 9), 204, 'PATCH', `/Groups/${groupIds.get('Finance')}`, {
    ...patch({ op: 'remove', path: `members[value eq "${idOf('Iglesias')}"]` }),
  })
  await join(clock(4, '09:05'), personOf('Rojas'))
  await push(clock(4, '09:05', 14), 'Product', { op: 'add', path: 'members', value: [member('Rojas')] })
  // She married: a new family name, user name and address; the id stays.
  const userName = `${address('Ines', 'Carvalho Melo')}@northwind.example`
  const name = { givenName: 'Ines', familyName: 'Carvalho Melo', formatted: 'Ines Carvalho Melo' }
  const emails = [{ value: userName, type: 'work', primary: true }]
  await put(clock(5, '11:20'), 'Carvalho', { userName, name, emails, displayName: name.formatted })
  // An attribute mapping that somebody emptied by mistake, and mended after lunch.
  await put(clock(6, '12:40'), 'Keller', { userName: '' }, 400)
  await put(clock(6, '13:31'), 'Keller', { title: 'Principal Engineer' })
  await join(clock(7, '08:58'), personOf('Hughes'))
  await push(clock(7, '08:58', 11), 'Engineering', { op: 'add', path: 'members', value: [member('Hughes')] })
  await push(clock(7, '08:58', 13), 'VPN', { op: 'add', path: 'members', value: [member('Hughes')] })
  await okta.send(clock(8, '10:15'), 204, 'PATCH', `/Groups/${groupIds.get('On Call')}`, {
    ...patch({ op: 'replace', value: { id: groupIds.get('On Call'), displayName: 'On-Call Rota' } }),
  })
  // The old token, for the minutes between its replacement here and there.
  const stale = okta.withToken('scim-replaced-last-week')
  for (const second of [0, 30])
    await stale.send(clock(9, '15:22', second), 401, 'POST', '/Users', document(personOf('Peña')))
  await join(clock(9, '15:26'), personOf('Peña'))
  await push(clock(9, '15:26', 8), 'Sales', { op: 'add', path: 'members', value: [member('Peña')] })
  await put(clock(10, '09:44'), 'Van Dijk', { department: 'Operations', title: 'Workplace Lead' })
  await put(clock(11, '17:30'), 'Weber', { active: false })
  await put(clock(12, '08:49'), 'Iglesias', { active: true })
  await push(clock(12, '08:49', 7), 'Finance', { op: 'add', path: 'members', value: [member('Iglesias')] })
}

/** Those whose fortnight brings no change. */
const steady = [
  'Nowak',
  'Demir',
  'Rahimi',
  'Lindqvist',
  'Tanaka',
  'Mori',
  'Solberg',
  'Rao',
  'Petrenko',
  'Tran',
  'Marchetti',
  'Adeyemi',
]

const document = (person: Person) => ({
  schemas: [core, enterprise],
  userName: person.userName,
  externalId: oktaId(person.userName),
  name: {
    givenName: person.givenName,
    familyName: person.familyName,
    formatted: `${person.givenName} ${person.familyName}`,
  },
  displayName: `${person.givenName} ${person.familyName}`,
  emails: [{ value: person.userName, type: 'work', primary: true }],
  title: person.title,
  userType: 'Employee',
  [enterprise]: { department: person.department, organization: 'Northwind', costCenter: `NW-${person.department}` },
  active: true,
})

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An id as Okta makes them, the same for the same person every time. */
function oktaId(userName: string): string {
  let state = 7
  const characters = Array.from({ length: 17 }, (_, index) => {
    state = (state * 31 + (userName.codePointAt(index % userName.length) ?? 0) + index) % 1_000_003
    return alphabet[state % alphabet.length]
  })
  return `00u${characters.join('')}`
}
