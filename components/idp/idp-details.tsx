'use client'
import type { ReactNode } from 'react'
import { CopyField } from '#components/ui/copy-field.tsx'
import { useNow } from '#components/ui/now.ts'
import { Time } from '#components/ui/time.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import { BaseUrl } from './base-url.tsx'
import { CertificateFacts } from './certificate-facts.tsx'
import { SignInActions } from './sign-in-actions.tsx'
import { SpMetadata } from './sp-metadata.tsx'

/** What a row of the table unfolds to: everything about one IdP, with copy buttons. */
export const IdpDetails = ({ idp, canEdit = false }: { idp: IdpView; canEdit?: boolean }) => {
  const now = useNow()
  return (
    <div className="grid gap-x-8 gap-y-6 text-sm lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        <Part title="Service provider">
          <SpMetadata idp={idp} />
        </Part>
        <Part title="SCIM">
          {idp.singleSignOn === 'admin' ? (
            <p className="text-ink-muted">SCIM is available for User single sign-on only.</p>
          ) : (
            <>
              <CopyField label="SCIM Service Provider Endpoint" value={idp.endpoint} />
              <BaseUrl idp={idp} />
              <dl className={facts}>
                <dt className="text-ink-muted">SCIM Sync</dt>
                <dd>{idp.scimSync ? 'Enabled' : 'Disabled'}</dd>
                <dt className="text-ink-muted">{idp.tokens.length === 2 ? 'Bearer Tokens' : 'Bearer Token'}</dt>
                <dd>
                  {idp.tokens.length === 0
                    ? 'None'
                    : idp.tokens.map((token) => (
                        <p key={token.id}>
                          <span className="font-mono text-xs">••••{token.hint}</span>, made{' '}
                          <Time at={token.createdAt} /> by {token.createdBy};{' '}
                          {token.lastUsedAt === undefined ? (
                            'never used'
                          ) : (
                            <>
                              last used <Time at={token.lastUsedAt} />
                            </>
                          )}
                          {token.isExpired ? ', expired' : ''}
                        </p>
                      ))}
                </dd>
                <dt className="text-ink-muted">SCIM Attributes for Policy</dt>
                <dd>{word(idp.scimAttributesForPolicy)}</dd>
                <dt className="text-ink-muted">For Policy since</dt>
                <dd>
                  {idp.scimPolicySince === undefined ? (
                    'Never enabled'
                  ) : (
                    <Time at={idp.scimPolicySince} format="exact" />
                  )}
                </dd>
                <dt className="text-ink-muted">Deactivated users</dt>
                <dd>{idp.onDeactivate === 'keep' ? 'Kept as inactive' : 'Deleted'}</dd>
                <dt className="text-ink-muted">Foreign userNames</dt>
                <dd>{idp.onForeignDomain === 'flag' ? 'Accepted and flagged' : 'Refused'}</dd>
                <dt className="text-ink-muted">Returning users</dt>
                <dd>{idp.onReturningUser === 'refuse' ? 'Refused, naming the user' : 'Restored'}</dd>
                <dt className="text-ink-muted">Unknown members</dt>
                <dd>{idp.onUnknownMember === 'refuse' ? 'Refused' : 'Skipped and flagged'}</dd>
                <dt className="text-ink-muted">Mass-deprovision guard</dt>
                <dd>{guardText(idp)}</dd>
                <dt className="text-ink-muted">Additional attributes</dt>
                <dd>{word(idp.additionalAttributes)}</dd>
                <dt className="text-ink-muted">Limits</dt>
                <dd>{limitsText(idp)}</dd>
              </dl>
            </>
          )}
        </Part>
      </div>
      <Part title="SAML">
        <SignInActions idp={idp} mayTest={canEdit} mayImport={canEdit} />
        {idp.singleSignOnUrl === '' ? null : <CopyField label="Single Sign-On URL" value={idp.singleSignOnUrl} />}
        {idp.idpEntityId === '' ? null : <CopyField label="IdP Entity ID" value={idp.idpEntityId} />}
        {idp.singleLogoutUrl === '' ? null : <CopyField label="Single Logout URL" value={idp.singleLogoutUrl} />}
        {idp.certificates.length === 0 ? (
          <p className="text-ink-muted">No IdP certificate yet.</p>
        ) : (
          idp.certificates.map((certificate) => (
            <CertificateFacts key={certificate.fingerprint} certificate={certificate} now={now} />
          ))
        )}
        <dl className={facts}>
          <dt className="text-ink-muted">Login Name Attribute</dt>
          <dd className="break-all">{idp.loginNameAttribute}</dd>
          <dt className="text-ink-muted">SAML Request</dt>
          <dd>{idp.signsSamlRequest ? 'Signed' : 'Unsigned'}</dd>
          <dt className="text-ink-muted">HTTP-Redirect</dt>
          <dd>{word(idp.usesHttpRedirect)}</dd>
          <dt className="text-ink-muted">Force Authentication</dt>
          <dd>{word(idp.forcesAuthentication)}</dd>
          <dt className="text-ink-muted">Login Hint</dt>
          <dd>{word(idp.sendsLoginHint)}</dd>
          <dt className="text-ink-muted">Unsolicited Responses</dt>
          <dd>{word(idp.allowsUnsolicited)}</dd>
          <dt className="text-ink-muted">AES-CBC Encrypted Assertions</dt>
          <dd>{idp.acceptsCbcEncryption ? 'Accepted' : 'Refused'}</dd>
          <dt className="text-ink-muted">Org-Specific Entity ID</dt>
          <dd>{word(idp.hasOrgEntityId)}</dd>
          <dt className="text-ink-muted">SAML Auto-Provisioning</dt>
          <dd>{word(idp.samlAutoProvisioning)}</dd>
          <dt className="text-ink-muted">SAML Attributes for Policy</dt>
          <dd>{word(idp.samlAttributesForPolicy)}</dd>
          <dt className="text-ink-muted">Arbitrary Domains</dt>
          <dd>{word(idp.usesArbitraryDomains)}</dd>
        </dl>
      </Part>
    </div>
  )
}

const facts = 'grid grid-cols-[minmax(9rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1'
const limitsText = (idp: IdpView): string =>
  [
    idp.requestsPerSecond === null
      ? 'Any number of requests'
      : `${idp.requestsPerSecond.toLocaleString('en')} requests/s`,
    `pages of ${idp.pageSize.toLocaleString('en')}, at most ${idp.maximumPageSize.toLocaleString('en')}`,
    ...(idp.groupsPerUser === null ? [] : [`${idp.groupsPerUser.toLocaleString('en')} groups per user`]),
    ...(idp.listsMembers ? [] : ['lists of groups without members']),
    ...(idp.logRetentionDays === 14 ? [] : [`logs kept for ${idp.logRetentionDays} days`]),
  ].join('; ')

const guardText = ({ guardsDeprovisioning, guardPercent, guardMinimum }: IdpView): string =>
  guardsDeprovisioning
    ? `Holds beyond ${guardPercent} % an hour, at least ${guardMinimum.toLocaleString('en')}`
    : 'Disabled'

const word = (isEnabled: boolean) => (isEnabled ? 'Enabled' : 'Disabled')

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex min-w-0 flex-col gap-3">
    <h2 className="text-ink text-sm font-semibold">{title}</h2>
    {children}
  </section>
)
