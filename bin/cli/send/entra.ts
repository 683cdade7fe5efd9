import {
  core,
  enterprise,
  patch,
  ok,
  made,
  done,
  found,
  idOf,
  membersOf,
  pieces,
  nameOf,
  mailOf,
  type Dialogue,
  type Phase,
} from './dialogue.ts'
import type { Person } from './people.ts'
import type { Session } from './session.ts'

// Entra ID: the requests of its documentation, as e2e/dialogues/entra-first-sync.json has them.

const entraHeaders = { Accept: 'application/scim+json', 'Content-Type': 'application/scim+json; charset=utf-8' }

const entraUser = (person: Person) => ({
  schemas: [`${core}:User`, enterprise],
  externalId: person.externalId,
  userName: person.userName,
  active: true,
  displayName: nameOf(person),
  emails: mailOf(person),
  meta: { resourceType: 'User' },
  name: { formatted: nameOf(person), familyName: person.familyName, givenName: person.givenName },
  title: person.title,
  roles: [],
  [enterprise]: { department: person.department },
})

const entraTest: Phase = {
  name: 'connection test',
  async each({ send }) {
    await send({ method: 'GET', path: `/Users?filter=userName eq "${crypto.randomUUID()}"`, accepts: ok })
  },
}

const entraLookUp = async ({ send }: Session, { userName }: Person) =>
  found(await send({ method: 'GET', path: `/Users?filter=userName eq "${userName}"`, accepts: ok }))

export const entra: Dialogue = {
  description: 'Entra ID, initial cycle: looks everybody up, creates who is missing, then groups and their members',
  headers: entraHeaders,
  phases: [
    entraTest,
    {
      name: 'users',
      async each(session, { personAt, ids }, index) {
        const person = personAt(index)
        const known = await entraLookUp(session, person)
        const body = entraUser(person)
        const id = known ?? idOf(await session.send({ method: 'POST', path: '/Users', body, accepts: made }))
        ids.set(person.userName, id)
      },
    },
    {
      name: 'groups',
      async each({ send }, world, index) {
        const group = world.groupAt(index)
        const path = `/Groups?excludedAttributes=members&filter=displayName eq "${group.name}"`
        const body = {
          schemas: [`${core}:Group`, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
          externalId: group.externalId,
          displayName: group.name,
          meta: { resourceType: 'Group' },
        }
        const known = found(await send({ method: 'GET', path, accepts: ok }))
        const id = known ?? idOf(await send({ method: 'POST', path: '/Groups', body, accepts: made }))
        for (const some of pieces(membersOf(world, group), 100)) {
          const value = some.map((member) => ({ $ref: null, value: member.value }))
          const change = patch({ op: 'Add', path: 'members', value })
          await send({ method: 'PATCH', path: `/Groups/${id}`, body: change, accepts: done })
        }
      },
    },
  ],
}

export const entraIncremental: Dialogue = {
  description: 'Entra ID, a later cycle: every tenth person has another title, every fiftieth is disabled',
  headers: entraHeaders,
  phases: [
    entraTest,
    {
      name: 'users',
      async each(session, { personAt, ids }, index) {
        if (index % 10 !== 0) return
        const person = personAt(index)
        const id = await entraLookUp(session, person)
        if (id === undefined) {
          const body = entraUser(person)
          ids.set(person.userName, idOf(await session.send({ method: 'POST', path: '/Users', body, accepts: made })))
          return
        }
        const change =
          index % 50 === 0
            ? { op: 'Replace', path: 'active', value: 'False' }
            : { op: 'Replace', path: 'title', value: `Senior ${person.title}` }
        await session.send({ method: 'PATCH', path: `/Users/${id}`, body: patch(change), accepts: done })
      },
    },
  ],
}
