'use client'
import { TableError } from '#components/table/table-error.tsx'
import { deliveries } from '#lib/table/alert-deliveries.ts'
import { alerts } from '#lib/table/alerts.ts'

const tables = { '/alerts': alerts, '/deliveries': deliveries }

export default function AlertsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
