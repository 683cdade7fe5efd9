import { Plus, ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { IdpTable } from '#components/idp/idp-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readIdpPage } from '#lib/services/idps/index.ts'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { openDefault } from '../../../open-default.ts'
import { pageOf } from '../../scim/page-of.ts'
import { idpActions } from '../idp-actions.ts'

export const metadata: Metadata = { title: idpConfigurations.title }

export default async function IdpConfigurationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  await openDefault(idpConfigurations, '/authentication/idp-configuration', searchParams, administrator.id)
  const now = new Date()
  const query = await loadTableQuery(idpConfigurations, searchParams, now)
  const page = await readIdpPage(query, now)
  const isFirst = page.total === 0 && query.page === 1 && Object.keys(query.filters).length === 0
  const canEdit = isPermitted(administrator, 'provision')
  const add = canEdit ? (
    <LinkButton href="/authentication/idp-configuration/new" variant="primary">
      <Plus aria-hidden />
      Add IdP Configuration
    </LinkButton>
  ) : undefined
  return (
    <>
      <PageHeader
        title={idpConfigurations.title}
        description="The identity providers (IdPs) that people sign in through, and that provision users and groups by SCIM."
        actions={isFirst ? undefined : add}
      />
      {isFirst ? (
        <Card>
          <EmptyState icon={<ShieldCheck />} title="No identity provider yet" action={add}>
            Connect Okta, Microsoft Entra ID or another IdP: first for sign-in by SAML, then for provisioning by SCIM.
            The set-up can be paused while you are in the other console.
          </EmptyState>
        </Card>
      ) : (
        <IdpTable page={pageOf(page, (idp) => idp, now)} actions={idpActions} canEdit={canEdit} />
      )}
    </>
  )
}
