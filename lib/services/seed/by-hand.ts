import type { Actor } from '../actor.ts'
import { createDepartment, createGroup, createUser } from '../directory/index.ts'
import { address } from './cast.ts'
import type { Clock } from './clock.ts'

// Given name, family name, groups, status, comments: people who belong to no identity provider.
const contractors = `
Adaeze|Nwosu|Contractors|Active|Network cabling until the end of March
Björn|Håkansson|Contractors, Night Shift|Active|
Carmen|Ortiz|Auditors|Active|Annual audit, two weeks in spring
Duy|Pham|Auditors|Inactive|Returns next year`

/** The people, groups and departments that somebody keeps by hand, at visitors.example. */
export async function keepByHand(actor: Actor, clock: Clock): Promise<void> {
  const at = clock(2, '13:10')
  await createGroup({ name: 'Contractors', comments: 'On site with a badge of their own' }, actor, at)
  await createGroup({ name: 'Auditors', comments: '' }, actor, at)
  await createGroup({ name: 'Night Shift', comments: '' }, actor, at)
  await createDepartment(
    { name: 'Front Desk', comments: 'Looks after everybody without an account elsewhere' },
    actor,
    at,
  )
  for (const line of contractors.trim().split('\n')) {
    const [givenName = '', familyName = '', groups = '', status = '', comments = ''] = line.split('|')
    await createUser(
      {
        userName: `${address(givenName, familyName)}@visitors.example`,
        name: `${givenName} ${familyName}`,
        groups: groups.split(', '),
        department: 'Front Desk',
        active: status === 'Active',
        comments,
      },
      actor,
      clock(2, '13:20'),
    )
  }
}
