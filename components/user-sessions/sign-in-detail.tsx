import { Facts, Part } from '#components/scim/facts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { notProvisionedHref, sessionsHref, troubleshootingHref } from './paths.ts'
import { IdpLink, OutcomeBadge } from './session-cells.tsx'
import type { SignInView } from './views.ts'

/** An attempt whole: what it came to, which check failed, what the user saw and what to do. */
export const SignInDetail = ({ signIn }: { signIn: SignInView }) => (
  <>
    {signIn.refusal ? (
      <Callout tone="warn" title={`${signIn.refusal.title} (${signIn.refusal.code})`} className="mb-5">
        <p>{signIn.refusal.advice}</p>
      </Callout>
    ) : null}
    <Part title="Sign-in">
      <Facts
        facts={[
          { label: 'Outcome', value: <OutcomeBadge outcome={signIn.outcome} /> },
          { label: 'Time', value: <Time at={signIn.at} format="exact" /> },
          {
            label: 'User Name',
            value: signIn.userName || 'None could be read from signed bytes',
            ...(signIn.userName ? { copy: signIn.userName } : {}),
          },
          { label: 'IdP Name', value: <IdpLink idp={signIn.idp} /> },
          { label: 'Purpose', value: signIn.purpose },
          ...(signIn.detail === null ? [] : [{ label: 'Detail', value: signIn.detail }]),
          ...(signIn.refusal ? [{ label: 'The user saw', value: signIn.refusal.forUser }] : []),
          { label: 'Client', value: <span title={signIn.userAgent}>{signIn.client}</span> },
          { label: 'Address', value: <code className="text-xs">{signIn.address}</code> },
          { label: 'Sign-in ID', value: <code className="text-xs">{signIn.id}</code>, copy: signIn.id },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {signIn.userName ? (
          <LinkButton size="sm" href={sessionsHref(signIn.idp.id, signIn.userName)}>
            Sessions of this user
          </LinkButton>
        ) : null}
        {signIn.refusal?.code === 'SAML-504' ? (
          <LinkButton size="sm" href={notProvisionedHref(signIn.idp.id)}>
            Not Provisioned
          </LinkButton>
        ) : null}
        {signIn.refusal ? (
          <LinkButton size="sm" href={troubleshootingHref(signIn.refusal.code)}>
            Troubleshooting
          </LinkButton>
        ) : null}
        <LinkButton size="sm" href={`/authentication/idp-configuration/${signIn.idp.id}`}>
          IdP Configuration
        </LinkButton>
      </div>
    </Part>
  </>
)
