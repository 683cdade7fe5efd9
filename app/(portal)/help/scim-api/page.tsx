import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { IdpSelect } from '#components/scim/idp-select.tsx'
import { documentPath, tryItHref } from '#components/scim-reference/paths.ts'
import { Reference } from '#components/scim-reference/reference.tsx'
import { buttonStyles, LinkButton } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { getOrganisation, scimEndpoint } from '#lib/services/idps/index.ts'
import { chooseIdp } from '../../authentication/scim/choice.ts'

export const metadata: Metadata = { title: 'SCIM API' }

export default async function ScimApiPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { administrator } = await requireSession()
  const { idp: asked } = await searchParams
  const choice = await chooseIdp(store(), typeof asked === 'string' ? asked : undefined)
  const { id: organisationId } = await getOrganisation()
  const idpId = choice?.idp.id ?? 'IDP-ID'
  const mayTry = choice !== undefined && isPermitted(administrator, 'provision')
  return (
    <>
      <PageHeader
        title="SCIM API"
        description="Every operation of the SCIM service, with a request and what this server answers."
        actions={
          <>
            {choice ? <IdpSelect idps={choice.idps} value={choice.idp.id} /> : null}
            <a href={documentPath} download="rollcall-scim-openapi.json" className={buttonStyles()}>
              OpenAPI document
            </a>
            {mayTry ? (
              <LinkButton href={tryItHref(idpId)} variant="primary">
                Try it
              </LinkButton>
            ) : null}
          </>
        }
      />
      <Reference
        idp={{ idpId, endpoint: scimEndpoint(organisationId, idpId) }}
        isFilledIn={choice !== undefined}
        mayTry={mayTry}
      />
    </>
  )
}
