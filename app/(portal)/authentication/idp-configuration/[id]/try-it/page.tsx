import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { referenceHref } from '#components/scim-reference/paths.ts'
import { TryIt } from '#components/try-it/try-it.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { tryRequestAction } from './actions.ts'
import { presetsOf } from './presets.ts'

export const metadata: Metadata = { title: 'Try it' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function TryItPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const [{ id }, { example }] = await Promise.all([params, searchParams])
  const idp = await findIdpView(id)
  if (!idp) notFound()
  const first = typeof example === 'string' ? example : undefined
  return (
    <>
      <PageHeader
        title="Try it"
        description={`${idp.name}: ask its SCIM service something, as a client would. Nothing can be changed by it.`}
        actions={
          <>
            <LinkButton href={referenceHref(id)}>SCIM API</LinkButton>
            <LinkButton href={`/authentication/idp-configuration/${id}`}>
              {isPermitted(administrator, 'provision') ? 'Edit IdP Configuration' : 'IdP Configuration'}
            </LinkButton>
          </>
        }
      />
      {!isPermitted(administrator, 'provision') ? (
        <Callout title="Your role does not allow this">
          Administrators with SCIM Management: Full Access send requests here.
        </Callout>
      ) : idp.singleSignOn === 'admin' ? (
        <Callout title="This IdP has no SCIM service">It signs in administrators. SCIM is for IdPs of users.</Callout>
      ) : (
        <div className="flex flex-col gap-4">
          {idp.status === 'enabled' && idp.scimSync ? null : (
            <Callout tone="warn" title={idp.status === 'enabled' ? 'SCIM Sync is off' : 'This IdP is not enabled'}>
              Every client is refused, and so are requests from here.
            </Callout>
          )}
          <TryIt
            key={first}
            idp={{ id, endpoint: idp.endpoint }}
            presets={await presetsOf(store().report, id)}
            first={first}
            action={tryRequestAction}
          />
        </div>
      )}
    </>
  )
}
