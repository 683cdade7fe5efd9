import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AlertsFrame } from '#components/alerts/alerts-frame.tsx'
import { DeliveriesTable } from '#components/alerts/deliveries-table.tsx'
import { DeliveryDetail } from '#components/alerts/delivery-detail.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readDelivery, readDeliveryPage, readDestinations } from '#lib/services/alerts/index.ts'
import { deliveries } from '#lib/table/alert-deliveries.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { withChoices } from '#lib/table/with-choices.ts'
import { pageOf } from '../../../authentication/scim/page-of.ts'
import { redeliverAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Alert deliveries' }

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'administer')) return <ScimDenied definition={deliveries} />
  const now = new Date()
  const q = store().report
  const destinations = await readDestinations(q, now)
  const definition = withChoices(deliveries, {
    destination: destinations.map(({ id, entry }) => ({ value: id, label: entry.name })),
  })
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, open] = await Promise.all([
    readDeliveryPage(q, query),
    query.row === undefined ? undefined : readDelivery(q, query.row),
  ])
  const body = open && <DeliveryDetail key={open.id} delivery={open} redeliver={redeliverAction} />
  return (
    <AlertsFrame path="/administration/alerts/deliveries" isOwner>
      <DeliveriesTable
        definition={definition}
        page={pageOf(page, (row) => row, now)}
        detail={
          query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.destination, body }) }
        }
      />
    </AlertsFrame>
  )
}
