import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { LinkButton } from '#components/ui/button.tsx'
import { AddButton } from '#components/user-management/add-button.tsx'
import { DirectoryDenied } from '#components/user-management/directory-denied.tsx'
import { DirectoryFrame } from '#components/user-management/directory-frame.tsx'
import { GroupDetail } from '#components/user-management/group-detail.tsx'
import { GroupsTable } from '#components/user-management/groups-table.tsx'
import { store } from '#db/index.ts'
import { listDirectoryGroups } from '#db/queries/directory-groups.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findGroupDetail } from '#lib/services/directory/index.ts'
import { withDirectories } from '#lib/table/directories.ts'
import { directoryGroups } from '#lib/table/directory-groups.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { groupActions } from '../page-actions.ts'
import { groupView, pageOf } from '../view.ts'

export const metadata: Metadata = { title: directoryGroups.title }

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <DirectoryDenied definition={directoryGroups} />
  const now = new Date()
  const q = store().report
  const directories = await listDirectories(q)
  const definition = withDirectories(directoryGroups, directories)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, group] = await Promise.all([
    listDirectoryGroups(q, query),
    query.row === undefined ? undefined : findGroupDetail(q, query.row, query.part),
  ])
  const actions = isPermitted(administrator, 'configure') ? groupActions : undefined
  return (
    <DirectoryFrame
      path="/user-management/groups"
      description="The groups of every identity provider, and those added by hand."
      actions={
        actions && (
          <>
            <LinkButton href="/user-management/import?kind=groups">Import CSV</LinkButton>
            <AddButton noun="group" actions={actions} />
          </>
        )
      }
    >
      <GroupsTable
        definition={definition}
        page={pageOf(page, directories, groupView, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(group
                  ? { heading: group.name, body: <GroupDetail group={group} page={query.part} actions={actions} /> }
                  : {}),
              }
        }
      />
    </DirectoryFrame>
  )
}
