import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AlertDetail } from '#components/alerts/alert-detail.tsx'
import { AlertsFrame } from '#components/alerts/alerts-frame.tsx'
import { AlertsTable } from '#components/alerts/alerts-table.tsx'
import { store } from '#db/index.ts'
import { listWatchedIdps } from '#db/queries/alert-signs.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readAlert, readAlertPage, readDeliveriesOf } from '#lib/services/alerts/index.ts'
import { alerts } from '#lib/table/alerts.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { withChoices } from '#lib/table/with-choices.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { acknowledgeAlertAction, muteAlertsAction, unmuteAlertsAction } from './actions.ts'

export const metadata: Metadata = { title: alerts.title }

export default async function AlertsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = store().report
  const idps = await listWatchedIdps(q)
  const definition = withChoices(alerts, { provider: idps.map(({ id, name }) => ({ value: id, label: name })) })
  const query = await loadTableQuery(definition, searchParams, now)
  const isOwner = isPermitted(administrator, 'administer')
  const [page, open, deliveries] = await Promise.all([
    readAlertPage(q, query, now),
    query.row === undefined ? undefined : readAlert(q, query.row, now),
    query.row === undefined || !isOwner ? undefined : readDeliveriesOf(q, query.row),
  ])
  const actions = isPermitted(administrator, 'configure')
    ? { acknowledge: acknowledgeAlertAction, mute: muteAlertsAction, unmute: unmuteAlertsAction }
    : undefined
  const body = open && <AlertDetail alert={open} deliveries={deliveries} actions={actions} />
  return (
    <AlertsFrame path="/administration/alerts" isOwner={isOwner}>
      <AlertsTable
        definition={definition}
        page={pageOf(page, (row) => row, now)}
        detail={query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.idpName, body }) }}
      />
    </AlertsFrame>
  )
}
