import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AddSegmentGroup } from '#components/policy/add-entry.tsx'
import { SegmentGroupDetail } from '#components/policy/application-detail.tsx'
import { ApplicationsFrame } from '#components/policy/applications-frame.tsx'
import { SegmentGroupsTable } from '#components/policy/applications-table.tsx'
import { store } from '#db/index.ts'
import { listSegmentGroupPage } from '#db/queries/list-applications.ts'
import { findSegmentGroup, listApplications } from '#db/queries/policy-applications.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { findNamingRules, segmentGroupView } from '#lib/services/policy/view.ts'
import { segmentGroups } from '#lib/table/applications.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../../../authentication/scim/page-of.ts'
import { changeSegmentGroupAction, createSegmentGroupAction, deleteSegmentGroupAction } from '../actions.ts'

export const metadata: Metadata = { title: segmentGroups.title }

export default async function SegmentGroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const query = await loadTableQuery(segmentGroups, searchParams, now)
  const [page, applications, row, rules] = await Promise.all([
    listSegmentGroupPage(q, query),
    listApplications(q),
    query.row === undefined ? undefined : findSegmentGroup(q, query.row),
    query.row === undefined ? [] : findNamingRules(q, 'segment-group', query.row),
  ])
  const open = row && segmentGroupView(row, applications)
  const actions = isPermitted(administrator, 'configure')
    ? { create: createSegmentGroupAction, change: changeSegmentGroupAction, remove: deleteSegmentGroupAction }
    : undefined
  const body = open && <SegmentGroupDetail key={open.version} group={open} rules={rules} actions={actions} />
  return (
    <ApplicationsFrame
      path="/policy/applications/segment-groups"
      actions={actions && <AddSegmentGroup actions={actions} />}
    >
      <SegmentGroupsTable
        definition={segmentGroups}
        page={pageOf(page, (each) => segmentGroupView(each, applications), now)}
        detail={
          query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.entry.name, body }) }
        }
      />
    </ApplicationsFrame>
  )
}
