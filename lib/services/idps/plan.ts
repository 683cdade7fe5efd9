import { store } from '#db/index.ts'
import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { requiredConfirmations, type Confirmation } from './confirmations.ts'
import type { IdpChange } from './change.ts'
import { requirePurpose } from './rules.ts'
import { getIdpView, type IdpView } from './view.ts'

/** What a change would need confirmed, and the numbers to confirm it by. Times are ISO 8601. */
export type ChangePlan = {
  required: Confirmation[]
  facts: Pick<
    IdpView,
    | 'name'
    | 'users'
    | 'activeUsers'
    | 'groups'
    | 'lastNewUserAt'
    | 'lastRequestAt'
    | 'scimAttributesForPolicy'
    | 'isSamlConfigured'
  > & {
    /** The name of another IdP that is the default one now. */
    defaultIdp?: string
  }
}

/**
 * Looks ahead of `changeIdp`. Of the change itself it judges only whether a set-up can end, so that nobody is asked to
 * confirm what is refused afterwards. Throws `AppError` `not-found`, or `invalid` with the field that is missing.
 */
export async function planChange(
  id: string,
  change: Pick<IdpChange, 'settings' | 'certificates' | 'wizard'>,
): Promise<ChangePlan> {
  const view = await getIdpView(id)
  const before = {
    ...view,
    status: view.status === 'enabled' ? ('enabled' as const) : ('disabled' as const),
    certificates: view.certificates.map((each) => each.fingerprint),
  }
  const after = {
    ...before,
    ...change.settings,
    ...(change.certificates ? { certificates: change.certificates.map((each) => each.fingerprint) } : {}),
  }
  if (change.wizard === 'finish') requirePurpose({ ...after, certificates: after.certificates.length })
  const found = await findDefaultIdp(store().report)
  const other = found && found.id !== id ? found : undefined
  return {
    required: requiredConfirmations(before, after, other !== undefined),
    facts: { ...factsOf(view), ...(other ? { defaultIdp: other.name } : {}) },
  }
}

const factsOf = (view: IdpView): ChangePlan['facts'] => ({
  name: view.name,
  users: view.users,
  activeUsers: view.activeUsers,
  groups: view.groups,
  scimAttributesForPolicy: view.scimAttributesForPolicy,
  isSamlConfigured: view.isSamlConfigured,
  ...(view.lastNewUserAt === undefined ? {} : { lastNewUserAt: view.lastNewUserAt }),
  ...(view.lastRequestAt === undefined ? {} : { lastRequestAt: view.lastRequestAt }),
})
