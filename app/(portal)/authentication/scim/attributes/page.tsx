import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { AttributeDetail } from '#components/scim/attribute-detail.tsx'
import { AttributesTable } from '#components/scim/attributes-table.tsx'
import { NoScimIdp } from '#components/scim/no-scim-idp.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { ScimFrame } from '#components/scim/scim-frame.tsx'
import { Time } from '#components/ui/time.tsx'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import { findObservedCount, listObservedAttributes } from '#db/queries/observed-values.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { additionalCatalog, catalogOf } from '#lib/scim/catalog.ts'
import { scimAttributes } from '#lib/table/scim-attributes.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { chooseIdp } from '../choice.ts'
import { pageOf } from '../page-of.ts'
import { textParameters } from '../text-parameters.ts'
import { readAttributeDetail } from './detail.ts'
import { attributePage } from './view.ts'

export const metadata: Metadata = { title: scimAttributes.title }

const description =
  'Attributes of users that policies can name. Read-only: whatever else an identity provider sends is kept too.'

const Description = ({ countedAt }: { countedAt: Date | undefined }) => (
  <>
    {description}{' '}
    {countedAt && countedAt.getTime() > 0 ? (
      <>
        Values counted <Time at={countedAt.toISOString()} format="exact" className="whitespace-nowrap" />.
      </>
    ) : (
      'Values are counted within a minute of the first user.'
    )}
  </>
)

export default async function ScimAttributesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimAttributes} />
  const now = new Date()
  const query = await loadTableQuery(scimAttributes, searchParams, now)
  const choice = await chooseIdp(store(), query.idp)
  if (!choice) return <NoScimIdp title={scimAttributes.title} description={description} />
  const q = store().report
  const [idp, counted, observed, parameters] = await Promise.all([
    findIdp(q, choice.idp.id),
    findObservedCount(q, choice.idp.id),
    listObservedAttributes(q, choice.idp.id),
    textParameters(searchParams),
  ])
  const catalog = catalogOf(idp)
  const isCounted = counted !== undefined && counted.countedAt.getTime() > 0
  const page = attributePage(query, catalog, isCounted ? observed : undefined)
  const detail = await readAttributeDetail(q, choice.idp.id, catalog, query, parameters, counted?.countedAt)
  return (
    <ScimFrame
      path="/authentication/scim/attributes"
      description={<Description countedAt={counted?.countedAt} />}
      choice={choice}
    >
      <AttributesTable
        page={pageOf(page, (attribute) => attribute, now)}
        hasLengths={catalog === additionalCatalog}
        detail={
          query.row === undefined
            ? undefined
            : {
                id: query.row,
                ...(detail ? { heading: detail.label, body: <AttributeDetail attribute={detail} /> } : {}),
              }
        }
      />
    </ScimFrame>
  )
}
