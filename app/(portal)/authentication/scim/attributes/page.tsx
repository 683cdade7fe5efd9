import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AttributesTable } from '#components/scim/attributes-table.tsx'
import { NoScimIdp } from '#components/scim/no-scim-idp.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { additionalCatalog, catalogOf } from '#lib/scim/catalog.ts'
import { scimAttributes } from '#lib/table/scim-attributes.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { chooseIdp } from '../choice.ts'
import { pageOf } from '../page-of.ts'
import { attributePage } from './view.ts'

export const metadata: Metadata = { title: scimAttributes.title }

const description =
  'Attributes of users that policies can name. Read-only: whatever else an identity provider sends is kept too.'

export default async function ScimAttributesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimAttributes} />
  const now = new Date()
  const query = await loadTableQuery(scimAttributes, searchParams, now)
  const choice = await chooseIdp(store(), query.idp)
  if (!choice) return <NoScimIdp title={scimAttributes.title} description={description} />
  const catalog = catalogOf(await findIdp(store().report, choice.idp.id))
  return (
    <ScimFrame path="/authentication/scim/attributes" description={description} choice={choice}>
      <AttributesTable
        page={pageOf(attributePage(query, catalog), (attribute) => attribute, now)}
        hasLengths={catalog === additionalCatalog}
      />
    </ScimFrame>
  )
}
