import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { ComparedPeopleTable } from '#components/idp/readiness/compared-people-table.tsx'
import type { ReadinessActions } from '#components/idp/readiness/actions.ts'
import { Readiness } from '#components/idp/readiness/readiness.tsx'
import { editHref, readinessHref } from '#components/idp/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { listComparedPeople, MOST_LISTED, readReadiness } from '#lib/services/readiness/index.ts'
import { comparedPeople } from '#lib/table/compared-people.ts'
import { href } from '#lib/table/href.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { formatCount } from '#lib/table/words.ts'
import {
  cancelComparisonAction,
  enterNumbersAction,
  forgetComparisonAction,
  previewFileAction,
  readComparisonAction,
  startComparisonAction,
} from './actions.ts'

export const metadata: Metadata = { title: 'Readiness for Policy' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function ReadinessPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const { id } = await params
  const now = new Date()
  const [readiness, query] = await Promise.all([
    readReadiness(id, now),
    loadTableQuery(comparedPeople, searchParams, now),
  ])
  if (!readiness) notFound()
  // The table's export goes by the IdP that the address names.
  if (query.idp !== id) redirect(readinessHref(id))
  const { comparison } = readiness
  const isDone = comparison?.status === 'done'
  const isCut = isDone && Math.max(comparison.missing, comparison.extra, comparison.differing) > MOST_LISTED
  const people = isDone ? await listComparedPeople(comparison.id, query) : undefined
  return (
    <>
      <PageHeader
        title="Readiness for Policy"
        description={`${readiness.name}: whether everybody is here before policies use what SCIM brings.`}
        actions={
          <>
            <LinkButton href={href('/authentication/scim/sync-logs', { idp: id })}>SCIM Sync Logs</LinkButton>
            <LinkButton href={editHref(id)}>
              {isPermitted(administrator, 'provision') ? 'Edit IdP Configuration' : 'IdP Configuration'}
            </LinkButton>
          </>
        }
      />
      <Readiness
        readiness={readiness}
        actions={actions}
        canEdit={isPermitted(administrator, 'provision')}
        people={
          people ? (
            <div>
              {isCut ? (
                <p className="text-ink-muted mb-2 text-sm">
                  The first {formatCount(MOST_LISTED)} of each kind are listed; the numbers above count all.
                </p>
              ) : null}
              <ComparedPeopleTable idpId={id} page={{ ...people, loadedAt: now.toISOString() }} />
            </div>
          ) : null
        }
      />
    </>
  )
}

const actions: ReadinessActions = {
  enterNumbers: enterNumbersAction,
  previewFile: previewFileAction,
  startComparison: startComparisonAction,
  cancelComparison: cancelComparisonAction,
  forgetComparison: forgetComparisonAction,
  readComparison: readComparisonAction,
}
