'use client'
import { TableError } from '#components/table/table-error.tsx'
import { applications, segmentGroups } from '#lib/table/applications.ts'

const tables = { '/applications': applications, '/segment-groups': segmentGroups }

export default function ApplicationsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
