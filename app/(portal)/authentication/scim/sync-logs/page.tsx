import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { SyncLogDetail } from '#components/scim/sync-log-detail.tsx'
import { SyncLogs } from '#components/scim/sync-logs.tsx'
import { store } from '#db/index.ts'
import { listSyncLogPage } from '#db/queries/list-sync-logs.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { openDefault } from '../../../open-default.ts'
import { pageOf } from '../page-of.ts'
import { readAsked } from './asked.ts'
import { readChart } from './chart.ts'
import { readSyncLogDetail, syncLogView } from './view.ts'

export const metadata: Metadata = { title: scimSyncLogs.title }

const description = 'Requests that changed something, and every request that was rejected.'

export default async function ScimSyncLogsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimSyncLogs} />
  await openDefault(scimSyncLogs, '/authentication/scim/sync-logs', searchParams, administrator.id)
  const now = new Date()
  const { choice, definition, query } = await readAsked(searchParams, now)
  const q = store().report
  const [page, chart, log] = await Promise.all([
    listSyncLogPage(q, choice.idp.id, query),
    readChart(q, choice.idp.id, query, now),
    query.row === undefined ? undefined : readSyncLogDetail(q, choice.idp, query.row),
  ])
  const detail = query.row === undefined ? undefined : { id: query.row }
  return (
    <ScimFrame path="/authentication/scim/sync-logs" description={description} choice={choice}>
      <SyncLogs
        definition={definition}
        page={pageOf(page, syncLogView(choice.idp.name), now)}
        folds={page.folds}
        chart={chart}
        searchedBackTo={page.searchedBackTo?.toISOString()}
        detail={
          detail && log ? { ...detail, heading: `${log.method} ${log.url}`, body: <SyncLogDetail log={log} /> } : detail
        }
      />
    </ScimFrame>
  )
}
