'use client'
import { TableError } from '#components/table/table-error.tsx'
import { directoryDepartments } from '#lib/table/directory-departments.ts'
import { directoryGroups } from '#lib/table/directory-groups.ts'
import { directoryUsers } from '#lib/table/directory-users.ts'

const tables = { '/users': directoryUsers, '/groups': directoryGroups, '/departments': directoryDepartments }

export default function DirectoryError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
