import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { z } from 'zod'
import { ImportDenied } from '#components/user-management/import-denied.tsx'
import { ImportGone } from '#components/user-management/import-gone.tsx'
import { ImportLinesTable } from '#components/user-management/import-lines-table.tsx'
import { ImportState } from '#components/user-management/import-state.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { directoryPage } from '#components/user-management/paths.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findImportView, listImportLines } from '#lib/services/directory/import/index.ts'
import { importLines } from '#lib/table/import-lines.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { applyImport, discardImport, readProgress } from '../import-actions.ts'

export const metadata: Metadata = { title: 'Import CSV' }

export default async function ImportResultPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'configure')) return <ImportDenied />
  const now = new Date()
  const id = z.uuid().safeParse((await params).id).data
  const found = id === undefined ? undefined : await findImportView(id, now)
  if (!found) return <ImportGone />
  const page = await listImportLines(found, await loadTableQuery(importLines, searchParams, now))
  return (
    <>
      <Breadcrumb list={directoryPage(found.kind)} here="Import CSV" />
      <PageHeader title={`Import ${found.kind}`} description={`${found.fileName}, uploaded by ${found.actorName}`} />
      <ImportState found={found} actions={{ applyImport, discardImport, readProgress }} />
      {found.lines > 0 ? <ImportLinesTable page={{ ...page, loadedAt: now.toISOString() }} /> : null}
    </>
  )
}
