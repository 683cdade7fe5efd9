import type { Writer } from '#db/store.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { userColumns, type UserDocument } from '#lib/scim/resource.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import type { Arrival } from './admit-user.ts'
import type { Memberships } from './provision-groups.ts'

export type Provisioned = {
  id: string
  before: JsonObject | undefined
  document: UserDocument
  memberships: Memberships
  groups: { made: readonly { id: string; name: string }[] }
}

/** The audit rows of what a sign-in made: as of the IdP, whose assertion it was. */
export async function auditPerson(tx: Writer, { idp, caller }: Arrival, done: Provisioned): Promise<void> {
  const actor: Actor = { id: 'system', name: `Sign-in at ${idp.name}`, ...caller }
  for (const { id, name } of done.groups.made) {
    await appendAudit(tx, actor, { action: 'group.create', target: { type: 'group', id, name }, after: { name } })
  }
  const { present, wanted } = done.memberships
  const after = { ...entryOf(done.document), groups: [...wanted.values()].sort() }
  const target = { type: 'user', id: done.id, name: after.userName }
  if (!done.before) return appendAudit(tx, actor, { action: 'user.create', target, after })
  const before = { ...entryOf(done.before), groups: [...present.values()].map(({ name }) => name).sort() }
  await appendAudit(tx, actor, { action: 'user.update', target, before, after })
}

const entryOf = (document: JsonObject) => {
  const { userName, displayName, department } = userColumns(document)
  return { userName, name: displayName ?? '', department: department ?? '' }
}
