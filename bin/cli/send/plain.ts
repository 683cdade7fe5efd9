import {
  core,
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

// PingFederate, SailPoint: as e2e/dialogues has them.

const plainUser = (person: Person) => ({
  schemas: [`${core}:User`],
  userName: person.userName,
  externalId: person.externalId,
  name: { givenName: person.givenName, familyName: person.familyName, formatted: nameOf(person) },
  displayName: nameOf(person),
  emails: mailOf(person),
  title: person.title,
  active: true,
})

const plainGroups = (size: number): Phase => ({
  name: 'groups',
  async each({ send }, world, index) {
    const group = world.groupAt(index)
    const path = `/Groups?filter=displayName eq "${group.name}"`
    const known = found(await send({ method: 'GET', path, accepts: ok }))
    const body = { schemas: [`${core}:Group`], displayName: group.name }
    const id = known ?? idOf(await send({ method: 'POST', path: '/Groups', body, accepts: made }))
    for (const some of pieces(membersOf(world, group), size)) {
      const value = some.map((member) => ({ value: member.value }))
      const change = patch({ op: 'add', path: 'members', value })
      await send({ method: 'PATCH', path: `/Groups/${id}`, body: change, accepts: done })
    }
  },
})

export const ping: Dialogue = {
  description: 'PingFederate: looks everybody up by userName, creates or replaces, then adds members group by group',
  headers: {
    Accept: 'application/json',
    'Content-Type': 'application/json; charset=UTF-8',
    'User-Agent': 'PingFederate',
  },
  phases: [
    {
      name: 'connection test',
      each: async ({ send }) => void (await send({ method: 'GET', path: '/ServiceProviderConfig', accepts: ok })),
    },
    {
      name: 'users',
      async each({ send }, { personAt, ids }, index) {
        const person = personAt(index)
        const path = `/Users?filter=userName eq "${person.userName}"`
        const id = found(await send({ method: 'GET', path, accepts: ok }))
        const body = plainUser(person)
        const answer =
          id === undefined
            ? await send({ method: 'POST', path: '/Users', body, accepts: made })
            : await send({ method: 'PUT', path: `/Users/${id}`, body: { ...body, id }, accepts: ok })
        ids.set(person.userName, idOf(answer))
      },
    },
    plainGroups(1_000),
  ],
}

export const sailpoint: Dialogue = {
  description: 'SailPoint: reads what the service is, creates everybody, reads one after another, then adds members',
  headers: { Accept: 'application/scim+json', 'Content-Type': 'application/scim+json', 'User-Agent': 'SailPoint' },
  phases: [
    {
      name: 'connection test',
      async each({ send }) {
        for (const path of ['/ServiceProviderConfig', '/ResourceTypes/User', '/ResourceTypes/Group', '/Schemas']) {
          await send({ method: 'GET', path, accepts: ok })
        }
      },
    },
    {
      name: 'users',
      async each({ send }, { personAt, ids }, index) {
        const person = personAt(index)
        const answer = await send({ method: 'POST', path: '/Users', body: plainUser(person), accepts: [201, 409] })
        const path = `/Users?filter=userName eq "${person.userName}"&startIndex=1&count=1`
        const id = answer.status === 201 ? idOf(answer) : found(await send({ method: 'GET', path, accepts: ok }))
        if (id === undefined) return
        ids.set(person.userName, id)
        await send({ method: 'GET', path: `/Users/${id}`, accepts: ok })
      },
    },
    plainGroups(100),
  ],
}

export const custom: Dialogue = {
  description: 'A client of your own: creates everybody and every group, and asks for nothing before',
  headers: {
    Accept: 'application/scim+json',
    'Content-Type': 'application/scim+json',
    'User-Agent': 'rollcall scim send',
  },
  phases: [
    {
      name: 'users',
      async each({ send }, { personAt, ids }, index) {
        const person = personAt(index)
        const answer = await send({ method: 'POST', path: '/Users', body: plainUser(person), accepts: made })
        ids.set(person.userName, idOf(answer))
      },
    },
    {
      name: 'groups',
      async each({ send }, world, index) {
        const group = world.groupAt(index)
        const body = { schemas: [`${core}:Group`], displayName: group.name, members: membersOf(world, group) }
        await send({ method: 'POST', path: '/Groups', body, accepts: made })
      },
    },
  ],
}
