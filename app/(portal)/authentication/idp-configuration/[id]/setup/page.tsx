import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Setup } from '#components/idp/setup.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { idpActions } from '../../idp-actions.ts'

export const metadata: Metadata = { title: 'Add IdP Configuration' }

export default async function SetupPage({ params }: { params: Promise<{ id: string }> }) {
  const { administrator } = await requireSession()
  const { id } = await params
  const idp = await findIdpView(id)
  if (!idp) notFound()
  if (idp.status !== 'resume' || !isPermitted(administrator, 'provision')) {
    redirect(`/authentication/idp-configuration/${id}`)
  }
  return (
    <>
      <PageHeader
        title="Add IdP Configuration"
        description={`${idp.name}: every step is saved; pause whenever you need the other console.`}
      />
      <Setup idp={idp} actions={idpActions} />
    </>
  )
}
