import { chunks } from '#db/queries/chunks.ts'
import type { ScimBench, TestIdp } from './testing.ts'

const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** Ids of so many new users of the IdP; for tests. Bulk requests of a hundred share commits. */
export async function addUsers(scim: ScimBench, idp: TestIdp, count: number): Promise<string[]> {
  const Operations = Array.from({ length: count }, (_, n) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `${n}`,
    data: { userName: `user${n}-${crypto.randomUUID().slice(0, 8)}@quay.example` },
  }))
  const answers = await Promise.all(
    [...chunks(Operations, 100)].map((some) => scim.send(idp, 'POST', '/Bulk', { schemas: [BULK], Operations: some })),
  )
  return answers.flatMap(({ body }) =>
    (body['Operations'] as { location: string }[]).map(({ location }) => location.split('/').at(-1) ?? ''),
  )
}

/** The id of a new group with these members. */
export async function addGroup(scim: ScimBench, idp: TestIdp, displayName: string, ids: string[]): Promise<string> {
  const { body } = await scim.send(idp, 'POST', '/Groups', { displayName, members: ids.map((value) => ({ value })) })
  return String(body['id'])
}

/** As Okta's catalogue apps deactivate and reactivate. */
export const setActive = (scim: ScimBench, idp: TestIdp, id: string, active: boolean) =>
  scim.send(idp, 'PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active } }] })

/** How often each status was answered when these were deactivated one after another. */
export async function deactivate(scim: ScimBench, idp: TestIdp, ids: readonly string[]) {
  const statuses: Record<number, number> = {}
  for (const id of ids) {
    const { status } = await setActive(scim, idp, id, false)
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  return statuses
}
