import { requiredConfirmations, type Confirmation } from './confirmations.ts'
import type { IdpChange } from './change.ts'
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
  >
}

/** Looks ahead of `changeIdp`; judges nothing else about the change. Throws `AppError` `not-found`. */
export async function planChange(
  id: string,
  change: Pick<IdpChange, 'settings' | 'certificates'>,
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
  return { required: requiredConfirmations(before, after), facts: factsOf(view) }
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
