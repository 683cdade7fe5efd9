import type { Group, Person } from './people.ts'
import type { Received, Session } from './session.ts'

/** What an IdP says, by phases: within one, nothing waits for anything else. */
export type Dialogue = {
  description: string
  headers: Readonly<Record<string, string>>
  phases: readonly Phase[]
}

export type Phase = {
  name: 'connection test' | 'users' | 'groups'
  each(session: Session, world: World, index: number): Promise<void>
}

/** Who there is, and by which ids the service knows them. */
export type World = {
  people: number
  groups: number
  personAt(index: number): Person
  groupAt(index: number): Group
  ids: Map<string, string>
}

export const core = 'urn:ietf:params:scim:schemas:core:2.0'
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const patch = (...Operations: object[]) => ({ schemas: [patchOp], Operations })

export const ok = [200] as const
export const made = [201] as const
export const done = [200, 204] as const

export const found = ({ body }: Received): string | undefined => {
  const [first] = Array.isArray(body['Resources']) ? (body['Resources'] as { id?: unknown }[]) : []
  return typeof first?.id === 'string' ? first.id : undefined
}
export const idOf = ({ body }: Received): string => String(body['id'])

/** Members of a group by the ids that this run has learnt. */
export const membersOf = ({ people, personAt, ids }: World, group: Group): { value: string; display: string }[] =>
  Array.from({ length: people }, (_, index) => personAt(index)).flatMap((person) => {
    const value = ids.get(person.userName)
    return value !== undefined && group.holds(person) ? [{ value, display: person.userName }] : []
  })

/** So many members in one request. */
export const pieces = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))

export const nameOf = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`
export const mailOf = ({ userName }: Person) => [{ primary: true, value: userName, type: 'work' }]
