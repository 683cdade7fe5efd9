'use client'
import { TableError } from '#components/table/table-error.tsx'
import { locations } from '#lib/table/locations.ts'

const tables = { '/locations': locations }

export default function LocationsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
