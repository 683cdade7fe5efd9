import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { NoScimIdp } from '#components/scim/no-scim-idp.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { UserDetail } from '#components/scim/user-detail.tsx'
import { UsersTable } from '#components/scim/users-table.tsx'
import { store } from '#db/index.ts'
import { listUserPage } from '#db/queries/list-users.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { openDefault } from '../../../open-default.ts'
import { chooseIdp } from '../choice.ts'
import { pageOf } from '../page-of.ts'
import { readUserDetail, userView } from './view.ts'

export const metadata: Metadata = { title: scimUsers.title }

const description = 'People an identity provider has provisioned over SCIM.'

export default async function ScimUsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimUsers} />
  await openDefault(scimUsers, '/authentication/scim/users', searchParams, administrator.id)
  const now = new Date()
  const query = await loadTableQuery(scimUsers, searchParams, now)
  const choice = await chooseIdp(store(), query.idp)
  if (!choice) return <NoScimIdp title={scimUsers.title} description={description} />
  const q = store().report
  const [page, user] = await Promise.all([
    listUserPage(q, choice.idp.id, query),
    query.row === undefined ? undefined : readUserDetail(q, choice.idp.id, query.row),
  ])
  const detail = query.row === undefined ? undefined : { id: query.row }
  return (
    <ScimFrame path="/authentication/scim/users" description={description} choice={choice}>
      <UsersTable
        idp={choice.idp}
        page={pageOf(page, userView, now)}
        detail={
          detail && user
            ? {
                ...detail,
                heading: user.portal.find(({ path }) => path === 'userName')?.values[0],
                body: <UserDetail user={user} />,
              }
            : detail
        }
      />
    </ScimFrame>
  )
}
