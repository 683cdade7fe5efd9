import { Plus, ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { IdpTable } from '#components/idp/idp-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { listIdps } from '#lib/services/idps/index.ts'
import { idpActions } from './idp-actions.ts'

export const metadata: Metadata = { title: 'IdP Configuration' }

export default async function IdpConfigurationPage() {
  const { administrator } = await requireSession()
  const canEdit = isPermitted(administrator, 'provision')
  const idps = await listIdps()
  const add = canEdit ? (
    <LinkButton href="/authentication/idp-configuration/new" variant="primary">
      <Plus aria-hidden />
      Add IdP Configuration
    </LinkButton>
  ) : undefined
  return (
    <>
      <PageHeader
        title="IdP Configuration"
        description="The identity providers (IdPs) that people sign in through, and that provision users and groups by SCIM."
        actions={idps.length > 0 ? add : undefined}
      />
      {idps.length > 0 ? (
        <IdpTable idps={idps} actions={idpActions} canEdit={canEdit} />
      ) : (
        <Card>
          <EmptyState icon={<ShieldCheck />} title="No identity provider yet" action={add}>
            Connect Okta, Microsoft Entra ID or another IdP: first for sign-in by SAML, then for provisioning by SCIM.
            The set-up can be paused while you are in the other console.
          </EmptyState>
        </Card>
      )}
    </>
  )
}
