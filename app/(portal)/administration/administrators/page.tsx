import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ConfirmIdentity } from '#components/account/confirm-identity.tsx'
import { AdministratorDetail } from '#components/administration/administrator-detail.tsx'
import { AdministratorsTable } from '#components/administration/administrators-table.tsx'
import { InviteAdministrator } from '#components/administration/invite-administrator.tsx'
import { SecondFactorPolicy } from '#components/administration/second-factor-policy.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { getOrganisation } from '#lib/services/organisation.ts'
import { listSessions } from '#lib/services/sessions.ts'
import { administrators } from '#lib/table/administrators.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { confirmIdentityAction } from '../../account/actions.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { administratorActions, readAdministrator, readAdministratorPage } from './view.ts'

export const metadata: Metadata = { title: administrators.title }

export default async function AdministratorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession()
  const isOwner = isPermitted(session.administrator, 'administer')
  const now = new Date()
  const query = await loadTableQuery(administrators, searchParams, now)
  const q = store().report
  const self = session.administrator.id
  const [page, organisation, open, sessions] = await Promise.all([
    readAdministratorPage(q, query, self),
    getOrganisation(),
    query.row === undefined ? undefined : readAdministrator(q, query.row, self),
    query.row === undefined || !isOwner ? [] : listSessions(query.row, session),
  ])
  const owned = isOwner ? { actions: administratorActions, sessions } : undefined
  const body = open && <AdministratorDetail administrator={open} owned={owned} />
  return (
    <ConfirmIdentity confirm={confirmIdentityAction} ssoIdp={session.idpId}>
      <PageHeader
        title={administrators.title}
        description="Who may sign in to this portal, and what they may do here."
        actions={isOwner ? <InviteAdministrator invite={administratorActions.invite} /> : undefined}
      />
      <SecondFactorPolicy
        policy={organisation.secondFactor}
        change={isOwner ? administratorActions.requireSecondFactor : undefined}
      />
      <AdministratorsTable
        page={pageOf(page, (row) => row, now)}
        detail={query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.email, body }) }}
      />
    </ConfirmIdentity>
  )
}
