import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AuditDetail } from '#components/administration/audit-detail.tsx'
import { AuditLogsTable } from '#components/administration/audit-logs-table.tsx'
import { SealState } from '#components/administration/seal-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { findSealNumber } from '#db/queries/audit-chain.ts'
import { findAuditLog, listAuditPage } from '#db/queries/audit-list.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readAuditState } from '#lib/services/audit-verify.ts'
import { auditLogs } from '#lib/table/audit-logs.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { verifyAuditAction } from './actions.ts'
import { auditEntry, auditView } from './view.ts'

export const metadata: Metadata = { title: auditLogs.title }

/** Every role may look: it is how administrators see what each other does. */
export default async function AuditLogsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireSession()
  const now = new Date()
  const query = await loadTableQuery(auditLogs, searchParams, now)
  const q = store().report
  const [page, state, open] = await Promise.all([
    listAuditPage(q, query),
    readAuditState(q),
    query.row === undefined ? undefined : findAuditLog(q, query.row),
  ])
  return (
    <>
      <PageHeader
        title={auditLogs.title}
        description="Who did what, when, from where, and what was different afterwards. Entries are kept for a year, and sealed so that tampering shows."
      />
      <SealState {...state} verify={verifyAuditAction} />
      <AuditLogsTable
        page={pageOf(page, auditView, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(open && {
                  heading: open.targetName,
                  body: <AuditDetail entry={auditEntry(open)} sealNumber={await findSealNumber(q, open.id)} />,
                }),
              }
        }
      />
    </>
  )
}
