import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AddApplication } from '#components/policy/add-entry.tsx'
import { ApplicationDetail } from '#components/policy/application-detail.tsx'
import { ApplicationsFrame } from '#components/policy/applications-frame.tsx'
import { ApplicationsTable } from '#components/policy/applications-table.tsx'
import { store } from '#db/index.ts'
import { listApplicationPage } from '#db/queries/list-applications.ts'
import { findApplication, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { applicationView, findNamingRules } from '#lib/services/policy/view.ts'
import { applications, withSegmentGroups } from '#lib/table/applications.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { changeApplicationAction, createApplicationAction, deleteApplicationAction } from './actions.ts'

export const metadata: Metadata = { title: applications.title }

export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const groupRows = await listSegmentGroups(q)
  const groups = groupRows.map(({ id, name }) => ({ id, name }))
  const definition = withSegmentGroups(applications, groups)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, row, rules] = await Promise.all([
    listApplicationPage(q, query),
    query.row === undefined ? undefined : findApplication(q, query.row),
    query.row === undefined ? [] : findNamingRules(q, 'application', query.row),
  ])
  const open = row && applicationView(row, groupRows)
  const actions = isPermitted(administrator, 'configure')
    ? { create: createApplicationAction, change: changeApplicationAction, remove: deleteApplicationAction }
    : undefined
  const body = open && (
    <ApplicationDetail key={open.version} application={open} groups={groups} rules={rules} actions={actions} />
  )
  return (
    <ApplicationsFrame
      path="/policy/applications"
      actions={actions && <AddApplication groups={groups} actions={actions} />}
    >
      <ApplicationsTable
        definition={definition}
        page={pageOf(page, (each) => applicationView(each, groupRows), now)}
        detail={
          query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.entry.name, body }) }
        }
      />
    </ApplicationsFrame>
  )
}
