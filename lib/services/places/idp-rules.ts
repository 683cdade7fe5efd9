import { findAdministrator } from '#db/queries/administrators.ts'
import { listLocations, unmapLocations } from '#db/queries/locations.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { requireOwnDomains } from '../authentication-settings/change-settings.ts'
import { isSamlConfigured } from '../idps/rules.ts'
import type { IdpSettings } from '../idps/settings.ts'

type State = IdpSettings & { certificates: number }

/**
 * The rules of an IdP configuration that reach beyond it, in the turn that changes it: who may sign administrators in is an
 * owner's to say; its domains are the organisation's; somebody is sent to it; and the default IdP, which serves every place
 * that has no other, is mapped to none. Throws `AppError` `forbidden`, or `invalid` at field `domains`.
 */
export async function keepIdpRules(
  tx: Writer,
  idpId: string,
  { before, after }: { before: State; after: State },
  actor: Actor,
): Promise<void> {
  await requireOwnerForAdministrators(tx, [before, after], actor)
  if (after.domains.some((domain) => !before.domains.includes(domain))) await requireOwnDomains(tx, after.domains)
  // One that was enabled before it could sign anybody in, for SCIM alone, gets its domains in its own time.
  const isJudged = before.status !== 'enabled' || (isSamlConfigured(before) && isReachableByItself(before))
  if (after.status === 'enabled' && isJudged && !isReachableByItself(after)) {
    const isMapped = (await listLocations(tx)).some((location) => location.idpId === idpId)
    if (!isMapped) {
      throw new AppError(
        'invalid',
        'Authentication Domains: enter at least one domain, map a location to this IdP, or make it the default IdP. Nobody would be sent to it.',
        { field: 'domains' },
      )
    }
  }
  if (after.isDefault && !before.isDefault) await unmapLocations(tx, idpId, new Date())
}

/** Whoever configures an administrators' IdP decides who is an owner here. Throws `AppError` `forbidden`. */
export async function requireOwnerForAdministrators(
  tx: Writer,
  states: readonly Pick<IdpSettings, 'singleSignOn'>[],
  actor: Actor,
): Promise<void> {
  if (!states.some((state) => state.singleSignOn === 'admin')) return
  const administrator = await findAdministrator(tx, actor.id)
  if (!administrator || administrator.role === 'owner') return
  throw new AppError('forbidden', 'An IdP that signs administrators in is an owner’s to configure. Ask an owner.')
}

/** One that signs nobody in need not be reached; administrators come by the sign-in page. */
const isReachableByItself = (state: State): boolean =>
  state.singleSignOn === 'admin' ||
  !isSamlConfigured(state) ||
  state.isDefault ||
  state.usesArbitraryDomains ||
  state.domains.length > 0
