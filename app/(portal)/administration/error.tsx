'use client'
import { TableError } from '#components/table/table-error.tsx'
import { administrators } from '#lib/table/administrators.ts'
import { auditLogs } from '#lib/table/audit-logs.ts'

const tables = { '/administrators': administrators, '/audit-logs': auditLogs }

export default function AdministrationError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
