import type { Metadata } from 'next'
import { SetupStart } from '#components/idp/setup-start.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { idpActions } from '../idp-actions.ts'

export const metadata: Metadata = { title: 'Add IdP Configuration' }

export default async function AddIdpPage() {
  const { administrator } = await requireSession()
  return (
    <>
      <PageHeader
        title="Add IdP Configuration"
        description="Every step is saved; pause whenever you need the other console."
      />
      {isPermitted(administrator, 'provision') ? (
        <SetupStart actions={idpActions} />
      ) : (
        <Callout title="Your role does not allow adding IdPs">Ask an owner or an editor.</Callout>
      )}
    </>
  )
}
