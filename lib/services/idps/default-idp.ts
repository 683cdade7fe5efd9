import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { updateIdp, type IdpRow } from '#db/queries/idps.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'

/** Takes the mark from the IdP that has been the default one, so that another can have it. */
export async function endDefaultIdp(tx: Writer, at: Date, actor: Actor): Promise<void> {
  const former = await findDefaultIdp(tx)
  if (!former) return
  await updateIdp(tx, former.id, { isDefault: false, version: former.version + 1, updatedAt: at })
  await appendAudit(tx, actor, {
    action: 'idp.update',
    target: { type: 'idp', id: former.id, name: former.name },
    before: { isDefault: true },
    after: { isDefault: false },
  })
}

/** Throws `AppError` `conflict`: what its address serves must be handed to another IdP, or ended, before it goes. */
export function requireNoDefault({ isDefault, name }: Pick<IdpRow, 'isDefault' | 'name'>): void {
  if (!isDefault) return
  throw new AppError(
    'conflict',
    `${name} is the default IdP, which cannot be deleted. Make another IdP the default one, or disable Default IdP under Edit IdP Configuration, first.`,
  )
}
