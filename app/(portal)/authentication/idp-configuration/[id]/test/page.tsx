import { FlaskConical } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { testHref } from '#components/saml-attributes/paths.ts'
import { TestResult } from '#components/test-sign-in/test-result.tsx'
import { buttonStyles, LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { findTestView } from '#lib/services/test-sign-in/index.ts'

export const metadata: Metadata = { title: 'Test sign-in' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function TestSignInPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const [{ id }, { outcome }] = await Promise.all([params, searchParams])
  const idp = await findIdpView(id)
  if (!idp) notFound()
  const canEdit = isPermitted(administrator, 'provision')
  const mayTest = canEdit || isPermitted(administrator, 'configure')
  const test = mayTest && typeof outcome === 'string' ? await findTestView(id, outcome, administrator.id) : undefined
  // A sign-in leaves the portal: a link that nothing loads ahead.
  const again = (
    <a href={testHref(id)} className={buttonStyles({ variant: 'primary' })}>
      <FlaskConical aria-hidden />
      {test ? 'Test again' : 'Test sign-in'}
    </a>
  )
  return (
    <>
      <PageHeader
        title="Test sign-in"
        description={`${idp.name}: a sign-in that shows every step and signs nobody in.`}
        actions={
          <>
            <LinkButton href={`/authentication/idp-configuration/${id}`}>
              {canEdit ? 'Edit IdP Configuration' : 'IdP Configuration'}
            </LinkButton>
            {mayTest ? again : null}
          </>
        }
      />
      {mayTest ? (
        test ? (
          <TestResult test={test} />
        ) : (
          <Card>
            <EmptyState
              icon={<FlaskConical />}
              title={outcome === undefined ? 'Nothing was tested yet' : 'This result is not here any more'}
            >
              {outcome === undefined
                ? 'The IdP asks who you are, and comes back here with what it says of you.'
                : 'A result is kept for an hour, for the administrator who began the test.'}
            </EmptyState>
          </Card>
        )
      ) : (
        <Callout title="Your role does not allow test sign-ins">Ask an owner or an editor.</Callout>
      )}
    </>
  )
}
