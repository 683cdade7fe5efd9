'use client'
import { TableError } from '#components/table/table-error.tsx'
import { apiKeys } from '#lib/table/api-keys.ts'

const tables = { '/api-keys': apiKeys }

export default function ApiKeysError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
