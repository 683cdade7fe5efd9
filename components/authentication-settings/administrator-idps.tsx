import Link from 'next/link'
import { Section } from '#components/idp/section.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { type VerifiedDomain, VerifySingleSignOn } from './verify-single-sign-on.tsx'

export type AdministratorIdpView = { id: string; name: string; domains: readonly string[]; roles: string }

/** The IdPs that sign administrators in, whom they are for, and the way to try them. */
export const AdministratorIdps = ({
  idps,
  verified,
  mayAdd,
}: {
  idps: readonly AdministratorIdpView[]
  verified: readonly VerifiedDomain[]
  /** Whether the reader may add IdPs. */
  mayAdd: boolean
}) => (
  <Section
    title="Administrators’ IdPs"
    description="IdP configurations with Single Sign-On set to Admin that are enabled. The NameID must be an administrator’s e-mail address, exactly but for case."
  >
    {idps.length === 0 ? (
      <div className="flex flex-col items-start gap-3 text-sm">
        <p className="text-ink-muted">None yet: administrators sign in with a password or a passkey.</p>
        {mayAdd ? (
          <LinkButton href="/authentication/idp-configuration/new" size="sm">
            Add IdP Configuration
          </LinkButton>
        ) : null}
      </div>
    ) : (
      <>
        <ul className="divide-line divide-y text-sm">
          {idps.map(({ id, name, domains, roles }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2 first:pt-0">
              <Link
                href={`/authentication/idp-configuration/${id}`}
                className="hover:text-accent-text font-medium hover:underline"
              >
                {name}
              </Link>
              <span className="text-ink-muted">
                {domains.length === 0 ? 'Any domain' : domains.join(', ')} · {roles}
              </span>
            </li>
          ))}
        </ul>
        {verified.length === 0 ? null : (
          <div className="mt-3">
            <VerifySingleSignOn domains={verified} />
          </div>
        )}
      </>
    )}
  </Section>
)
