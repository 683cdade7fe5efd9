'use client'
import Link from 'next/link'
import { Callout } from '#components/ui/callout.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import type { IdpActions } from './actions.ts'
import { BaseUrl } from './base-url.tsx'
import { ClientCredentials } from './client-credentials.tsx'
import { GuardFields } from './guard-fields.tsx'
import { EnabledRow, OptionRow } from './option-row.tsx'
import { readinessHref } from './paths.ts'
import { TokenField } from './token-field.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** Provisioning: the endpoint and the token an IdP needs, and what is done with what it sends. */
export const ScimFields = ({
  form,
  actions,
  disabled,
  isFirstSetup = false,
}: {
  form: IdpForm
  actions: IdpActions
  disabled: boolean
  isFirstSetup?: boolean
}) => {
  const { draft, set, errorAt } = form
  if (draft.singleSignOn === 'admin') {
    return (
      <Callout title="SCIM Sync is available for User single sign-on only">
        This IdP signs in administrators. To provision its users, add a second configuration with Single Sign-On set to
        User.
      </Callout>
    )
  }
  return (
    <div className="divide-line divide-y *:py-3 *:first:pt-0 *:last:pb-0">
      <div className="flex flex-col gap-4">
        <EnabledRow
          field="scimSync"
          label="SCIM Sync"
          description="The IdP creates, changes and removes users and groups here by SCIM 2.0. The same as SCIM Provisioning above."
          isEnabled={draft.scimSync}
          disabled={disabled}
          error={errorAt('scimSync')}
          onChange={(scimSync) => {
            if (!scimSync) form.dropToken()
            set(scimSync ? { scimSync, samlAutoProvisioning: false } : { scimSync, scimAttributesForPolicy: false })
          }}
        />
        {isFirstSetup && draft.scimSync ? (
          <Callout tone="warn" title="Finish the SAML set-up first">
            Enabling SCIM Sync during the first set-up is not recommended. Finish this configuration without it, then
            enable SCIM Sync under Edit IdP Configuration.
          </Callout>
        ) : null}
        {draft.scimSync ? (
          <>
            <CopyField
              label="SCIM Service Provider Endpoint"
              value={form.stored.endpoint}
              description="Enter it in the IdP as the SCIM base URL or tenant URL."
            />
            <BaseUrl idp={form.stored} />
            <TokenField form={form} actions={actions} disabled={disabled} />
            <ClientCredentials form={form} actions={actions} disabled={disabled} />
          </>
        ) : null}
      </div>
      <EnabledRow
        field="scimAttributesForPolicy"
        label="SCIM Attributes for Policy"
        description={
          draft.scimSync ? (
            <>
              Policies may use the attributes and groups that SCIM brings, once everybody is here.{' '}
              {isFirstSetup ? null : (
                <Link href={readinessHref(form.stored.id)} className="text-accent-text underline">
                  Readiness for Policy
                </Link>
              )}
            </>
          ) : (
            'Needs SCIM Sync.'
          )
        }
        isEnabled={draft.scimAttributesForPolicy}
        disabled={disabled || !draft.scimSync}
        error={errorAt('scimAttributesForPolicy')}
        onChange={(scimAttributesForPolicy) => set({ scimAttributesForPolicy })}
      />
      <OptionRow
        field="onDeactivate"
        label="When a user is deactivated"
        description="What “active: false” does. A user who is kept is inactive, loses access, and can be activated again."
        value={draft.onDeactivate}
        items={[
          { value: 'keep', label: 'Keep as inactive' },
          { value: 'delete', label: 'Delete' },
        ]}
        disabled={disabled}
        error={errorAt('onDeactivate')}
        onChange={(value) => set({ onDeactivate: value === 'delete' ? 'delete' : 'keep' })}
      />
      <OptionRow
        field="onForeignDomain"
        label="userName outside the Authentication Domains"
        description="A user who is flagged is accepted and marked in SCIM Users."
        value={draft.onForeignDomain}
        items={[
          { value: 'flag', label: 'Accept and flag' },
          { value: 'refuse', label: 'Refuse' },
        ]}
        disabled={disabled}
        error={errorAt('onForeignDomain')}
        onChange={(value) => set({ onForeignDomain: value === 'refuse' ? 'refuse' : 'flag' })}
      />
      <OptionRow
        field="onReturningUser"
        label="Create for a deactivated user"
        description="When the IdP creates somebody whose userName or externalId a deactivated user has. Refuse: 409, which names that user. Restore: the user is active again, under the same id, as the IdP describes them now."
        value={draft.onReturningUser}
        items={[
          { value: 'refuse', label: 'Refuse' },
          { value: 'restore', label: 'Restore' },
        ]}
        disabled={disabled}
        error={errorAt('onReturningUser')}
        onChange={(value) => set({ onReturningUser: value === 'restore' ? 'restore' : 'refuse' })}
      />
      <OptionRow
        field="onUnknownMember"
        label="Unknown member of a group"
        description="A member’s id that this IdP never had. Refuse: 400, which names every such id, and nothing changes. Members who were deleted here are always skipped and flagged."
        value={draft.onUnknownMember}
        items={[
          { value: 'refuse', label: 'Refuse' },
          { value: 'skip', label: 'Skip and flag' },
        ]}
        disabled={disabled}
        error={errorAt('onUnknownMember')}
        onChange={(value) => set({ onUnknownMember: value === 'skip' ? 'skip' : 'refuse' })}
      />
      <GuardFields form={form} disabled={disabled} />
      <EnabledRow
        field="additionalAttributes"
        label="Additional attributes"
        description="Twelve texts in the core schema, for apps whose profile has them: manager, title, streetAddress, city, state, zipCode, countryCode, postalAddress, locale, mobilePhones, preferredLanguage, employeeNumber. SCIM Attributes shows their lengths; longer values are kept and flagged."
        isEnabled={draft.additionalAttributes}
        disabled={disabled}
        error={errorAt('additionalAttributes')}
        onChange={(additionalAttributes) => set({ additionalAttributes })}
      />
    </div>
  )
}
