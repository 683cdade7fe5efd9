import type { AdministratorActions, AdministratorView } from '#components/administration/actions.ts'
import { listFactorsOf } from '#db/queries/administrators-second-factors.ts'
import { listAdministratorPage, type ListedAdministrator } from '#db/queries/administrators-list.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import type { Reader } from '#db/store.ts'
import * as actions from './actions.ts'

/** A page of administrators with their second factors, as the table shows them. */
export async function readAdministratorPage(
  q: Reader,
  query: ListQuery,
  selfId: string,
): Promise<ListPage<AdministratorView>> {
  const page = await listAdministratorPage(q, query)
  return { ...page, rows: await viewsOf(q, page.rows, selfId) }
}

/** One administrator; undefined when there is none (any more). */
export async function readAdministrator(q: Reader, id: string, selfId: string): Promise<AdministratorView | undefined> {
  const everything = { page: 1, size: 1, sort: [], filters: {}, range: { from: undefined, to: undefined } }
  const { rows } = await listAdministratorPage(q, { ...everything, ids: [id] })
  return (await viewsOf(q, rows, selfId))[0]
}

async function viewsOf(q: Reader, rows: readonly ListedAdministrator[], selfId: string): Promise<AdministratorView[]> {
  const factors = await listFactorsOf(
    q,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, email, name, role, scimManagement, isDisabled, isInvited, createdAt, lastSignInAt }) => ({
    id,
    email,
    name,
    role,
    scimManagement,
    status: isDisabled ? 'disabled' : isInvited ? 'invited' : 'active',
    secondFactor: factorWords(factors.get(id)),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    isSelf: id === selfId,
  }))
}

function factorWords(factors: { totp: boolean; passkeys: number } | undefined): string {
  const { totp = false, passkeys = 0 } = factors ?? {}
  const keys = passkeys === 1 ? ['1 passkey'] : passkeys > 1 ? [`${passkeys} passkeys`] : []
  const words = [...(totp ? ['authenticator app'] : []), ...keys].join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The server actions as the components take them. */
export const administratorActions: AdministratorActions = {
  invite: actions.inviteAction,
  change: actions.changeAdministratorAction,
  disable: actions.disableAdministratorAction,
  enable: actions.enableAdministratorAction,
  remove: actions.deleteAdministratorAction,
  issueLink: actions.issuePasswordLinkAction,
  resetSecondFactors: actions.resetSecondFactorsAction,
  revokeSession: actions.revokeSessionAction,
  revokeSessions: actions.revokeSessionsAction,
  requireSecondFactor: actions.requireSecondFactorAction,
}
