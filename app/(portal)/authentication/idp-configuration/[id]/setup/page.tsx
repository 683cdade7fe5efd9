import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { GuideBeside } from '#components/help/guide-beside.tsx'
import { GuideChoice } from '#components/help/guide-choice.tsx'
import { Setup } from '#components/idp/setup.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { guideBeside } from '#lib/services/help/guide-beside.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { idpActions } from '../../idp-actions.ts'

export const metadata: Metadata = { title: 'Add IdP Configuration' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function SetupPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const { id } = await params
  const idp = await findIdpView(id)
  if (!idp) notFound()
  if (idp.status !== 'resume' || !isPermitted(administrator, 'provision')) {
    redirect(`/authentication/idp-configuration/${id}`)
  }
  const { guide, choices } = await guideBeside(idp, (await searchParams)['guide'])
  return (
    <>
      <PageHeader
        title="Add IdP Configuration"
        description={`${idp.name}: every step is saved; pause whenever you need the other console.`}
      />
      <GuideBeside guide={guide} choice={<GuideChoice choices={choices} slug={guide.slug} />}>
        <Setup idp={idp} actions={idpActions} />
      </GuideBeside>
    </>
  )
}
