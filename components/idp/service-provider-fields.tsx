'use client'
import { Callout } from '#components/ui/callout.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import type { IdpActions } from './actions.ts'
import { EnabledRow, OptionRow } from './option-row.tsx'
import { SpCertificates } from './sp-certificates.tsx'
import { SpMetadata } from './sp-metadata.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** What the IdP is told of this service; on the edit page with our certificates and their rotation. */
export const ServiceProviderFields = ({
  form,
  actions,
  disabled,
  hasCertificates = false,
}: {
  form: IdpForm
  actions: IdpActions
  disabled: boolean
  hasCertificates?: boolean
}) => {
  const { stored, draft, set, errorAt } = form
  return (
    <div className="flex flex-col gap-5">
      <SpMetadata idp={{ ...stored, spEntityId: entityIdOf(stored, draft.hasOrgEntityId) }} />
      <div className="divide-line divide-y *:py-3 *:first:pt-0 *:last:pb-0">
        <EnabledRow
          field="hasOrgEntityId"
          label="Org-Specific Entity ID"
          description="Our entity ID names the organisation too. For an IdP that serves two installations with the same IdP ID, and accepts each entity ID once."
          isEnabled={draft.hasOrgEntityId}
          disabled={disabled}
          error={errorAt('hasOrgEntityId')}
          onChange={(hasOrgEntityId) => set({ hasOrgEntityId })}
        />
        <div className="flex flex-col gap-3">
          <OptionRow
            field="signsSamlRequest"
            label="Sign SAML Request"
            description="Requests to the IdP are signed, by RSA with SHA-256, with the service provider’s certificate."
            value={draft.signsSamlRequest ? 'signed' : 'unsigned'}
            items={[
              { value: 'signed', label: 'Signed' },
              { value: 'unsigned', label: 'Unsigned' },
            ]}
            disabled={disabled}
            onChange={(value) => set({ signsSamlRequest: value === 'signed' })}
          />
          {draft.signsSamlRequest ? (
            <Callout tone="warn" title="Not with Okta">
              Okta does not support signed requests of its catalogue’s app. Leave it Unsigned unless your IdP asks for
              signatures and has this certificate.
            </Callout>
          ) : null}
        </div>
      </div>
      {hasCertificates ? <SpCertificates form={form} actions={actions} disabled={disabled} /> : null}
    </div>
  )
}

/** Our entity ID as it will be once this is saved. */
const entityIdOf = (stored: IdpView, hasOrgEntityId: boolean): string => {
  const suffix = `/${stored.organisationId}`
  const plain = stored.hasOrgEntityId ? stored.spEntityId.slice(0, -suffix.length) : stored.spEntityId
  return hasOrgEntityId ? plain + suffix : plain
}
