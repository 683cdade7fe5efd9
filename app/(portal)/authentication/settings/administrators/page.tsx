import type { Metadata } from 'next'
import { ConfirmIdentity } from '#components/account/confirm-identity.tsx'
import { rolesAnchor, settingsPages } from '#components/authentication-settings/actions.ts'
import { AdministratorIdps } from '#components/authentication-settings/administrator-idps.tsx'
import { SsoEnforcementForm } from '#components/authentication-settings/administrator-sso.tsx'
import { RoleMappingEditor } from '#components/authentication-settings/role-mapping.tsx'
import type { VerifiedDomain } from '#components/authentication-settings/verify-single-sign-on.tsx'
import { Section } from '#components/idp/section.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import {
  readAdministratorSso,
  type AdministratorSsoView,
} from '#lib/services/authentication-settings/administrator-sso-view.ts'
import { confirmIdentityAction } from '../../../account/actions.ts'
import { changeEnforcementAction, changeRolesAction } from '../actions.ts'
import { edited } from '#lib/services/configuration/index.ts'

export const metadata: Metadata = { title: 'Administrator SSO' }

export default async function AdministratorSsoPage() {
  const session = await requireSession()
  const view = await readAdministratorSso(await edited(store().report))
  const isOwner = isPermitted(session.administrator, 'administer')
  const enabled = view.idps.filter((idp) => idp.isEnabled)
  return (
    <ConfirmIdentity confirm={confirmIdentityAction} ssoIdp={session.idpId}>
      <PageHeader
        title="Authentication Settings"
        description="How administrators sign in to this portal through an IdP of their own."
      />
      <PageTabs
        label="Authentication Settings"
        pages={settingsPages}
        current="/authentication/settings/administrators"
      />
      {isOwner ? null : (
        <Callout title="Only owners change how administrators sign in" className="mb-5">
          You see the settings as they are.
        </Callout>
      )}
      <div className="flex flex-col gap-8">
        <AdministratorIdps
          idps={enabled.map((idp) => ({ ...idp, roles: rolesText(idp.mapping) }))}
          verified={verifiedDomains(enabled)}
          mayAdd={isPermitted(session.administrator, 'provision')}
        />
        {view.idps.map((idp) => (
          <Section
            key={`${idp.id} ${JSON.stringify(idp.mapping)}`}
            id={rolesAnchor(idp.id)}
            title={`Roles from ${idp.name}`}
            description="What administrators may do here, by a group that their IdP sends. Takes effect at each sign-in; the break-glass owner keeps the role."
          >
            <RoleMappingEditor idpId={idp.id} mapping={idp.mapping} change={isOwner ? changeRolesAction : undefined} />
          </Section>
        ))}
        <SsoEnforcementForm
          key={JSON.stringify(view.enforcement)}
          enforcement={view.enforcement}
          owners={view.owners}
          hasIdp={enabled.length > 0}
          change={isOwner ? changeEnforcementAction : undefined}
        />
      </div>
    </ConfirmIdentity>
  )
}

const rolesText = ({ roleAttribute, roles }: AdministratorSsoView['idps'][number]['mapping']): string =>
  roleAttribute === '' ? 'roles as set here' : `roles from ${roleAttribute}, ${roles.length} mapped`

/** Whom the sign-in page sends where: by domain, and, with one IdP alone, everybody. */
function verifiedDomains(idps: AdministratorSsoView['idps']): VerifiedDomain[] {
  const owned = idps.flatMap((idp) => idp.domains.map((label) => ({ label, idp: { id: idp.id, name: idp.name } })))
  const [only, ...others] = idps
  return only && others.length === 0
    ? [...owned, { label: 'Any other domain', idp: { id: only.id, name: only.name } }]
    : owned
}
