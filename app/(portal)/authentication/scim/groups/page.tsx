import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { GroupDetail } from '#components/scim/group-detail.tsx'
import { GroupsTable } from '#components/scim/groups-table.tsx'
import { NoScimIdp } from '#components/scim/no-scim-idp.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { store } from '#db/index.ts'
import { listGroupPage } from '#db/queries/list-groups.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { openDefault } from '../../../open-default.ts'
import { chooseIdp } from '../choice.ts'
import { pageOf } from '../page-of.ts'
import { textParameters } from '../text-parameters.ts'
import { groupView, readGroupDetail } from './view.ts'

export const metadata: Metadata = { title: scimGroups.title }

const description = 'Groups an identity provider has pushed over SCIM.'

export default async function ScimGroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimGroups} />
  await openDefault(scimGroups, '/authentication/scim/groups', searchParams, administrator.id)
  const now = new Date()
  const query = await loadTableQuery(scimGroups, searchParams, now)
  const choice = await chooseIdp(store(), query.idp)
  if (!choice) return <NoScimIdp title={scimGroups.title} description={description} />
  const q = store().report
  const [page, group, parameters] = await Promise.all([
    listGroupPage(q, choice.idp.id, query),
    query.row === undefined ? undefined : readGroupDetail(q, choice.idp.id, query.row, query.part),
    textParameters(searchParams),
  ])
  const detail = query.row === undefined ? undefined : { id: query.row }
  return (
    <ScimFrame path="/authentication/scim/groups" description={description} choice={choice}>
      <GroupsTable
        page={pageOf(page, groupView, now)}
        detail={
          detail && group
            ? { ...detail, heading: group.displayName, body: <GroupDetail group={{ ...group, parameters }} /> }
            : detail
        }
      />
    </ScimFrame>
  )
}
