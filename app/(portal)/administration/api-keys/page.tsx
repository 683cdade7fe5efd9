import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ConfirmIdentity } from '#components/account/confirm-identity.tsx'
import { ApiKeyDetail } from '#components/administration/api-keys/api-key-detail.tsx'
import { ApiKeysTable } from '#components/administration/api-keys/api-keys-table.tsx'
import { CreateApiKey } from '#components/administration/api-keys/create-api-key.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readApiKey, readApiKeyPage } from '#lib/services/api-keys/index.ts'
import { apiKeys } from '#lib/table/api-keys.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { confirmIdentityAction } from '../../account/actions.ts'
import { pageOf } from '../../authentication/scim/page-of.ts'
import { createApiKeyAction, revokeApiKeyAction } from './actions.ts'

export const metadata: Metadata = { title: apiKeys.title }

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession()
  if (!isPermitted(session.administrator, 'administer')) return <ScimDenied definition={apiKeys} />
  const now = new Date()
  const query = await loadTableQuery(apiKeys, searchParams, now)
  const q = store().report
  const [page, open] = await Promise.all([
    readApiKeyPage(q, query, now),
    query.row === undefined ? undefined : readApiKey(q, query.row, now),
  ])
  const body = open && <ApiKeyDetail apiKey={open} revoke={revokeApiKeyAction} />
  return (
    <ConfirmIdentity confirm={confirmIdentityAction} ssoIdp={session.idpId}>
      <PageHeader
        title={apiKeys.title}
        description={
          <>
            What programs use the Management API with. It is described in{' '}
            <a className="text-accent-text underline" href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
              OpenAPI 3.1
            </a>
            .
          </>
        }
        actions={<CreateApiKey create={createApiKeyAction} />}
      />
      <ApiKeysTable
        page={pageOf(page, (row) => row, now)}
        detail={query.row === undefined ? undefined : { id: query.row, ...(open && { heading: open.name, body }) }}
      />
    </ConfirmIdentity>
  )
}
