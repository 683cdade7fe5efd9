import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { EntityGone } from '#components/scim/entity-gone.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { UserPage } from '#components/scim/user-page.tsx'
import { UserSessionsPanel } from '#components/user-sessions/user-sessions-panel.tsx'
import { store } from '#db/index.ts'
import { findIdpOfResource } from '#db/queries/find-resource.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { sessionActions } from '../../../user-sessions/page-actions.ts'
import { readSessionsOf } from '../../../user-sessions/of-user.ts'
import { readGone } from '../../gone.ts'
import { textParameters } from '../../text-parameters.ts'
import { readUserPage } from './view.ts'

export const metadata: Metadata = { title: 'SCIM User' }

export default async function ScimUserPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimUsers} />
  const [{ id: asked }, parameters] = await Promise.all([params, textParameters(searchParams)])
  const id = asked.toLowerCase()
  const q = store().report
  const idp = await findIdpOfResource(q, 'User', id, parameters['idp'])
  if (!idp) notFound()
  const user = await readUserPage(q, idp, id, parameters)
  if (user) {
    const mayRevoke = isPermitted(administrator, 'configure')
    return (
      <UserPage
        user={user}
        sessions={
          <UserSessionsPanel
            user={{ idpId: idp.id, userId: id, userName: user.userName }}
            sessions={await readSessionsOf(q, user, new Date())}
            actions={mayRevoke ? sessionActions : undefined}
          />
        }
      />
    )
  }
  const gone = await readGone(q, idp, 'User', id, parameters)
  if (!gone) notFound()
  return <EntityGone gone={gone} />
}
