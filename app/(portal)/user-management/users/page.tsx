import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { LinkButton } from '#components/ui/button.tsx'
import { AddButton } from '#components/user-management/add-button.tsx'
import { DirectoryDenied } from '#components/user-management/directory-denied.tsx'
import { DirectoryFrame } from '#components/user-management/directory-frame.tsx'
import { UserDetail } from '#components/user-management/user-detail.tsx'
import { UsersTable } from '#components/user-management/users-table.tsx'
import { store } from '#db/index.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { listDirectoryUsers } from '#db/queries/directory-users.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findUserDetail } from '#lib/services/directory/index.ts'
import { withDirectories } from '#lib/table/directories.ts'
import { directoryUsers } from '#lib/table/directory-users.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { userActions } from '../page-actions.ts'
import { pageOf, userView } from '../view.ts'

export const metadata: Metadata = { title: directoryUsers.title }

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <DirectoryDenied definition={directoryUsers} />
  const now = new Date()
  const q = store().report
  const directories = await listDirectories(q)
  const definition = withDirectories(directoryUsers, directories)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, user] = await Promise.all([
    listDirectoryUsers(q, query),
    query.row === undefined ? undefined : findUserDetail(q, query.row),
  ])
  const actions = isPermitted(administrator, 'configure') ? userActions : undefined
  return (
    <DirectoryFrame
      path="/user-management/users"
      description="Everybody who is known, whichever identity provider they come from, and those added by hand."
      actions={
        actions && (
          <>
            <LinkButton href="/user-management/import?kind=users">Import CSV</LinkButton>
            <AddButton noun="user" actions={actions} />
          </>
        )
      }
    >
      <UsersTable
        definition={definition}
        page={pageOf(page, directories, userView, now)}
        actions={actions}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(user ? { heading: user.entry.userName, body: <UserDetail user={user} actions={actions} /> } : {}),
              }
        }
      />
    </DirectoryFrame>
  )
}
