import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AttributeDetail } from '#components/saml-attributes/attribute-detail.tsx'
import { AttributesHeader } from '#components/saml-attributes/attributes-header.tsx'
import { SamlAttributesTable } from '#components/saml-attributes/attributes-table.tsx'
import { samlAttributesPath } from '#components/saml-attributes/paths.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { findSamlAttribute, listProviders, listSamlAttributePage } from '#db/queries/saml-attributes.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { findNamingRules } from '#lib/services/policy/view.ts'
import { samlAttributes } from '#lib/table/saml-attributes.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { withChoices } from '#lib/table/with-choices.ts'
import { openDefault } from '../../open-default.ts'
import { pageOf } from '../scim/page-of.ts'
import { samlAttributeActions, samlAttributeView } from './view.ts'

export const metadata: Metadata = { title: samlAttributes.title }

export default async function SamlAttributesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const now = new Date()
  const q = await edited(store().report)
  const providers = await listProviders(q)
  const definition = withChoices(samlAttributes, {
    provider: providers.map(({ id, name }) => ({ value: id, label: name })),
  })
  await openDefault(definition, samlAttributesPath, searchParams, administrator.id)
  const query = await loadTableQuery(definition, searchParams, now)
  const [page, row, rules] = await Promise.all([
    listSamlAttributePage(q, query),
    query.row === undefined ? undefined : findSamlAttribute(q, query.row),
    query.row === undefined ? [] : findNamingRules(q, 'saml-attribute', query.row),
  ])
  const actions = isPermitted(administrator, 'provision') ? samlAttributeActions : undefined
  const idpName = providers.find(({ id }) => id === row?.idpId)?.name
  const open = row && samlAttributeView({ ...row, idpName: idpName ?? row.idpId })
  return (
    <>
      <PageHeader
        title={samlAttributes.title}
        description="Attributes of sign-ins that policies may use. Values are not kept here: they come with each sign-in."
        actions={
          actions && providers.length > 0 ? (
            <AttributesHeader providers={providers} chosen={query.filters['provider']?.[0]} actions={actions} />
          ) : undefined
        }
      />
      <SamlAttributesTable
        definition={definition}
        page={pageOf(page, samlAttributeView, now)}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(open
                  ? { heading: open.name, body: <AttributeDetail attribute={open} rules={rules} actions={actions} /> }
                  : {}),
              }
        }
      />
    </>
  )
}
