import { store } from '#db/index.ts'
import { listFactorsOf, replaceRecoveryCodes } from '#db/queries/administrators-second-factors.ts'
import type { AdministratorRow } from '#db/queries/administrators.ts'
import { lockOrganisation, requireSecondFactor, type OrganisationRow } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { lacksSecondFactor, type Session } from './sign-in-sessions.ts'

export type SecondFactorPolicy = OrganisationRow['secondFactor']

/**
 * Says which administrators cannot do without a second factor. Those who have none are asked for one at their next page.
 * @throws AppError `conflict` when the one who asks for it has none: they would be the first to be shut out.
 */
export async function changeSecondFactorPolicy(
  policy: SecondFactorPolicy,
  session: Session,
  actor: Actor,
): Promise<void> {
  await store().write(async (tx) => {
    const organisation = await lockOrganisation(tx)
    await requireSecondFactor(tx, organisation.id, policy)
    if (await lacksSecondFactor(tx, session.administrator)) {
      throw new AppError('conflict', 'Add a second factor to your own account first.')
    }
    await appendAudit(tx, actor, {
      action: 'setting.update',
      target: { type: 'setting', id: 'second-factor', name: 'Require a second factor' },
      before: { required: organisation.secondFactor },
      after: { required: policy },
    })
  })
}

/** Awaited after a factor was taken away, in the same turn. Without any left, recovery codes have no use. */
export async function requireFactorLeft(tx: Writer, administrator: AdministratorRow): Promise<void> {
  if (await lacksSecondFactor(tx, administrator)) {
    throw new AppError('conflict', 'Your role requires a second factor. Add another one before you remove this.')
  }
  const left = (await listFactorsOf(tx, [administrator.id])).get(administrator.id)
  if (!left?.totp && !left?.passkeys) await replaceRecoveryCodes(tx, administrator.id, [], new Date())
}
