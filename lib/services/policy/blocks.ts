import { store } from '#db/index.ts'
import { deleteUserBlock, findUserBlock, putUserBlock } from '#db/queries/policy-subjects.ts'
import { lockUser, type UserRow } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { gone, invalid } from './gone.ts'

type Person = { idpId: string; userId: string }

const LONGEST_REASON = 1_000

/** Blocks one person now, whatever the IdP says, until lifted. Blocking again changes the reason. */
export async function blockUser(person: Person, reason: string, actor: Actor, at: Date = new Date()): Promise<void> {
  const why = reason.trim()
  if (why === '') throw invalid('reason', 'Reason: enter one. Whoever lifts the block reads it.')
  if (why.length > LONGEST_REASON) throw invalid('reason', 'Reason: up to 1,000 characters are accepted.')
  await store().write(async (tx) => {
    const user = await getUser(tx, person)
    const before = await findUserBlock(tx, person.idpId, person.userId)
    await putUserBlock(tx, { ...person, reason: why, createdBy: actor.name, createdAt: at })
    await appendAudit(tx, actor, {
      action: 'user.block',
      target: { type: 'user', id: user.id, name: user.userName },
      ...(before ? { before: { reason: before.reason } } : {}),
      after: { reason: why },
    })
  })
}

/** Lifts the block of a person; nothing happens where there is none. */
export async function unblockUser(person: Person, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const user = await getUser(tx, person)
    const before = await findUserBlock(tx, person.idpId, person.userId)
    if (!before) return
    await deleteUserBlock(tx, person.idpId, person.userId)
    await appendAudit(tx, actor, {
      action: 'user.unblock',
      target: { type: 'user', id: user.id, name: user.userName },
      before: { reason: before.reason, by: before.createdBy },
    })
  })
}

async function getUser(tx: Writer, { idpId, userId }: Person): Promise<UserRow> {
  const user = await lockUser(tx, idpId, userId)
  if (!user) throw gone('user')
  return user
}
