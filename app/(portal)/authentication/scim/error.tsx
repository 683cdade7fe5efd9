'use client'
import { TableError } from '#components/table/table-error.tsx'
import { scimAttributes } from '#lib/table/scim-attributes.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { scimUsers } from '#lib/table/scim-users.ts'

const tables = { '/users': scimUsers, '/groups': scimGroups, '/attributes': scimAttributes, '/sync-logs': scimSyncLogs }

export default function ScimError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
