import { core, enterprise, ok, made, found, idOf, membersOf, nameOf, mailOf, type Dialogue } from './dialogue.ts'
import type { Person } from './people.ts'

// Okta: the requests of its SCIM 2.0 reference, as e2e/dialogues/okta-first-sync.json has them.

const oktaUser = (person: Person) => ({
  schemas: [`${core}:User`, enterprise],
  userName: person.userName,
  name: { givenName: person.givenName, familyName: person.familyName },
  emails: mailOf(person),
  displayName: nameOf(person),
  locale: 'en-US',
  externalId: person.externalId,
  groups: [],
  active: true,
  title: person.title,
  [enterprise]: { department: person.department },
})

export const okta: Dialogue = {
  description: 'Okta: looks everybody up, creates who is missing, then pushes groups with their members',
  headers: {
    Accept: 'application/scim+json',
    'Content-Type': 'application/scim+json; charset=utf-8',
    'User-Agent': 'Okta SCIM Client 1.0.0',
  },
  phases: [
    {
      name: 'connection test',
      each: async ({ send }) => void (await send({ method: 'GET', path: '/Users?startIndex=1&count=2', accepts: ok })),
    },
    {
      name: 'users',
      async each({ send }, { personAt, ids }, index) {
        const person = personAt(index)
        const path = `/Users?filter=userName eq "${person.userName}"&startIndex=1&count=100`
        const id = found(await send({ method: 'GET', path, accepts: ok }))
        const body = oktaUser(person)
        if (id !== undefined) {
          await send({ method: 'PUT', path: `/Users/${id}`, body: { ...body, id }, accepts: ok })
          ids.set(person.userName, id)
          return
        }
        ids.set(person.userName, idOf(await send({ method: 'POST', path: '/Users', body, accepts: made })))
      },
    },
    {
      name: 'groups',
      async each({ send }, world, index) {
        const group = world.groupAt(index)
        const path = `/Groups?filter=displayName eq "${group.name}"&startIndex=1&count=100`
        const id = found(await send({ method: 'GET', path, accepts: ok }))
        const body = { schemas: [`${core}:Group`], displayName: group.name, members: membersOf(world, group) }
        if (id === undefined) await send({ method: 'POST', path: '/Groups', body, accepts: made })
        else await send({ method: 'PUT', path: `/Groups/${id}`, body: { ...body, id }, accepts: ok })
      },
    },
  ],
}
