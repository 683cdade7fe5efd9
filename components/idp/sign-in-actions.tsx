import { FlaskConical, Import } from 'lucide-react'
import { attributesOfHref, importHref, testHref } from '#components/saml-attributes/paths.ts'
import { buttonStyles, LinkButton } from '#components/ui/button.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'

/**
 * What can be tried with an IdP: *Test sign-in* (*Verify* where it signs in administrators), *Import* of its attributes,
 * and *Show Attributes*. The first two leave the portal, so nothing loads them ahead.
 */
export const SignInActions = ({
  idp,
  mayTest,
  mayImport,
}: {
  idp: Pick<IdpView, 'id' | 'name' | 'singleSignOn' | 'singleSignOnUrl'>
  mayTest: boolean
  mayImport: boolean
}) => {
  const isAsked = idp.singleSignOnUrl !== ''
  const isAdmin = idp.singleSignOn === 'admin'
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isAdmin ? null : <LinkButton href={attributesOfHref(idp.id)}>Show Attributes</LinkButton>}
      {isAsked && mayImport && !isAdmin ? (
        <a href={importHref(idp.id)} className={buttonStyles()} aria-label={`Import SAML attributes of ${idp.name}`}>
          <Import aria-hidden />
          Import
        </a>
      ) : null}
      {isAsked && mayTest ? (
        <a
          href={testHref(idp.id)}
          className={buttonStyles()}
          aria-label={`${isAdmin ? 'Verify' : 'Test sign-in'} with ${idp.name}`}
        >
          <FlaskConical aria-hidden />
          {isAdmin ? 'Verify' : 'Test sign-in'}
        </a>
      ) : null}
    </div>
  )
}
