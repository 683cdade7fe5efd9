import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { SessionDenied } from '#components/user-sessions/session-denied.tsx'
import { SessionFrame } from '#components/user-sessions/session-frame.tsx'
import { SignInDetail } from '#components/user-sessions/sign-in-detail.tsx'
import { SignInsTable } from '#components/user-sessions/sign-ins-table.tsx'
import { store } from '#db/index.ts'
import { findSignIn, listSignInPage } from '#db/queries/list-sign-ins.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { signInLog } from '#lib/table/sign-in-log.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { openDefault } from '../../../open-default.ts'
import { pageOf } from '../../scim/page-of.ts'
import { sessionTable } from '../asked.ts'
import { signInView } from '../view.ts'

export const metadata: Metadata = { title: signInLog.title }

export default async function SignInLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator, 'read')) return <SessionDenied definition={signInLog} />
  const now = new Date()
  const q = store().report
  const { definition, nameOf } = await sessionTable(q, signInLog)
  await openDefault(definition, '/authentication/user-sessions/sign-in-log', searchParams, administrator.id)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, open] = await Promise.all([
    listSignInPage(q, query),
    query.row === undefined ? undefined : findSignIn(q, query.row),
  ])
  const view = signInView(nameOf)
  return (
    <SessionFrame
      path="/authentication/user-sessions/sign-in-log"
      description="Every attempt to sign in through an IdP, and the check that failed. Entries are kept for 90 days."
    >
      <SignInsTable
        definition={definition}
        page={pageOf(page, view, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(open && {
                  heading: open.userName || 'Nobody could be read from signed bytes',
                  body: <SignInDetail signIn={view(open)} />,
                }),
              }
        }
      />
    </SessionFrame>
  )
}
