'use client'
import { TableError } from '#components/table/table-error.tsx'
import { notProvisioned } from '#lib/table/not-provisioned.ts'
import { signInLog } from '#lib/table/sign-in-log.ts'
import { userSessions } from '#lib/table/user-sessions.ts'

const tables = { '/user-sessions': userSessions, '/sign-in-log': signInLog, '/not-provisioned': notProvisioned }

export default function UserSessionsError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <TableError tables={tables} retry={retry} />
}
