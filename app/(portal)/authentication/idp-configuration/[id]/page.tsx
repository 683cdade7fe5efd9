import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { rolesHref } from '#components/authentication-settings/actions.ts'
import { RoleMappingEditor } from '#components/authentication-settings/role-mapping.tsx'
import { GuideBeside } from '#components/help/guide-beside.tsx'
import { GuideChoice } from '#components/help/guide-choice.tsx'
import { HeldCallout } from '#components/idp/held/held-callout.tsx'
import { IdpForm } from '#components/idp/idp-form.tsx'
import { connectHref } from '#components/idp/paths.ts'
import { SignInActions } from '#components/idp/sign-in-actions.tsx'
import { tryItHref } from '#components/scim-reference/paths.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { store } from '#db/index.ts'
import { countHeldByIdp } from '#db/queries/held-deprovisionings.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { readRoleMapping } from '#lib/services/authentication-settings/role-mapping.ts'
import { guideBeside } from '#lib/services/help/guide-beside.ts'
import { findIdpView } from '#lib/services/idps/index.ts'
import { idpActions } from '../idp-actions.ts'

export const metadata: Metadata = { title: 'Edit IdP Configuration' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function EditIdpPage({ params, searchParams }: Props) {
  const { administrator } = await requireSession()
  const { id } = await params
  const idp = await findIdpView(id)
  if (!idp) notFound()
  const canEdit = isPermitted(administrator, 'provision')
  if (idp.status === 'resume' && canEdit) redirect(`/authentication/idp-configuration/${id}/setup`)
  const held = (await countHeldByIdp(store().report)).get(id)
  const { guide, choices } = await guideBeside(idp, (await searchParams)['guide'])
  return (
    <>
      <PageHeader
        title={canEdit ? 'Edit IdP Configuration' : 'IdP Configuration'}
        description={idp.name}
        actions={
          <>
            {idp.singleSignOn === 'user' ? <LinkButton href={connectHref(id)}>Connect</LinkButton> : null}
            {idp.singleSignOn === 'user' && canEdit ? <LinkButton href={tryItHref(id)}>Try it</LinkButton> : null}
            <SignInActions idp={idp} mayTest={canEdit || isPermitted(administrator, 'configure')} mayImport={canEdit} />
          </>
        }
      />
      {held ? <HeldCallout idpId={id} {...held} /> : null}
      <GuideBeside guide={guide} choice={<GuideChoice choices={choices} slug={guide.slug} />}>
        <IdpForm
          idp={idp}
          actions={idpActions}
          canEdit={canEdit}
          roles={
            idp.singleSignOn === 'admin' ? (
              <Roles idpId={id} isOwner={isPermitted(administrator, 'administer')} />
            ) : undefined
          }
        />
      </GuideBeside>
    </>
  )
}

/** As they are; they are saved by themselves, so that they are changed on the page of all administrators' IdPs. */
const Roles = async ({ idpId, isOwner }: { idpId: string; isOwner: boolean }) => (
  <div className="flex flex-col items-start gap-3">
    <RoleMappingEditor idpId={idpId} mapping={await readRoleMapping(idpId)} change={undefined} />
    <LinkButton href={rolesHref(idpId)} size="sm">
      {isOwner ? 'Change roles' : 'Administrator SSO'}
    </LinkButton>
  </div>
)
