'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import type { IdpActions } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import { expiryText } from './expiry-mark.tsx'
import { FormProblem } from './form-problem.tsx'
import { IdpConflict } from './idp-conflict.tsx'
import { InformationFields } from './information-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { MetadataRefresh } from './metadata-refresh.tsx'
import { EnabledRow } from './option-row.tsx'
import { ProvisioningOptions } from './provisioning-options.tsx'
import { samlFieldNames } from './saml-field-names.ts'
import { SamlFields } from './saml-fields.tsx'
import { ScimFields } from './scim-fields.tsx'
import { Section, SectionLinks } from './section.tsx'
import { ServiceProviderFields } from './service-provider-fields.tsx'
import { useIdpForm } from './use-idp-form.ts'

const listPath = '/authentication/idp-configuration'

/** *Edit IdP Configuration*: every field on one page, nothing live before Save. */
export const IdpForm = ({
  idp,
  actions,
  canEdit,
  roles,
}: {
  idp: IdpView
  actions: IdpActions
  canEdit: boolean
  /** What an administrators' IdP gives roles by; changed on a page of its own, by owners. */
  roles?: ReactNode
}) => {
  const form = useIdpForm(idp, actions)
  const router = useRouter()
  const { stored } = form
  const isLocked = form.isSaving
  return (
    <form
      noValidate
      className="flex max-w-[62rem] flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        void form.save((saved) => toast({ title: `${saved.name} was saved`, tone: 'good' }))
      }}
    >
      <ChangeAllowed isAllowed={canEdit}>
        {canEdit ? null : (
          <Callout title="Your role does not allow changes">You see the configuration as it is.</Callout>
        )}
        {stored.expiry && stored.expiry.level !== 'fine' ? (
          <Callout tone={stored.expiry.level === 'expired' ? 'bad' : 'warn'} title={expiryText(stored.expiry)}>
            Get the new certificate from the IdP and select it below. Nobody can sign in with an expired one.
          </Callout>
        ) : null}
        <IdpConflict form={form} />
        <FormProblem error={form.error} shownFields={shownFields} />
        <SectionLinks
          sections={[
            ['general', 'General'],
            ['service-provider', 'Service Provider'],
            ['saml', 'SAML'],
            ...(form.draft.singleSignOn === 'user'
              ? ([['provisioning-options', 'Provisioning Options']] as const)
              : []),
            ...(form.draft.singleSignOn === 'admin' && roles ? ([['roles', 'Roles']] as const) : []),
            ['scim', 'SCIM'],
            ...(form.draft.singleSignOn === 'user' ? ([['limits', 'Limits']] as const) : []),
          ]}
        />
        <Section id="general" title="General" description="What the IdP is called here, and for whom it is.">
          <div className="flex flex-col gap-5">
            <InformationFields value={form.draft} onChange={form.set} errorAt={form.errorAt} disabled={isLocked} />
            <EnabledRow
              field="isDefault"
              label="Default IdP"
              description="Stands for addresses without an IdP ID. One IdP in the organisation can be it; it cannot be deleted."
              isEnabled={form.draft.isDefault}
              disabled={isLocked}
              error={form.errorAt('isDefault')}
              onChange={(isDefault) => form.set({ isDefault })}
            />
          </div>
        </Section>
        <Section
          id="service-provider"
          title="Service Provider"
          description="What the IdP needs to know of this service."
        >
          <ServiceProviderFields form={form} actions={actions} disabled={isLocked} hasCertificates />
        </Section>
        <Section id="saml" title="SAML" description="What this service needs to know of the IdP.">
          <div className="flex flex-col gap-5">
            <MetadataRefresh form={form} actions={actions} disabled={isLocked} />
            <SamlFields form={form} actions={actions} disabled={isLocked} />
          </div>
        </Section>
        {form.draft.singleSignOn === 'user' ? (
          <Section
            id="provisioning-options"
            title="Provisioning Options"
            description="Where users and groups come from: one place, or none."
          >
            <ProvisioningOptions form={form} disabled={isLocked} />
          </Section>
        ) : null}
        {form.draft.singleSignOn === 'admin' && roles ? (
          <Section
            id="roles"
            title="Roles"
            description="What administrators may do here, by a group that the IdP sends."
          >
            {roles}
          </Section>
        ) : null}
        <Section id="scim" title="SCIM" description="How users and groups get here, and may be used.">
          <ScimFields form={form} actions={actions} disabled={isLocked} />
        </Section>
        {form.draft.singleSignOn === 'user' ? (
          <Section
            id="limits"
            title="Limits"
            description="How much the IdP may send and ask for. The defaults suit most."
          >
            <LimitFields key={stored.version} form={form} disabled={isLocked} />
          </Section>
        ) : null}
        <div className="bg-canvas sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3 sm:-mx-6 sm:px-6">
          <output className="text-ink-muted mr-auto text-sm">{form.isDirty ? 'There are unsaved changes.' : ''}</output>
          <Button
            onClick={() => {
              form.dropToken()
              router.push(listPath)
            }}
          >
            {form.isDirty ? 'Discard' : 'Back to the table'}
          </Button>
          {canEdit ? (
            <Button type="submit" variant="primary" disabled={isLocked || !form.isDirty}>
              {form.isSaving ? 'Saving…' : 'Save'}
            </Button>
          ) : null}
        </div>
      </ChangeAllowed>
      <ConfirmChange
        plan={form.plan}
        isPending={form.isSaving}
        onConfirm={form.confirmPlan}
        onCancel={form.cancelPlan}
      />
    </form>
  )
}

/** Fields that show their own messages. */
const shownFields = [
  'name',
  'singleSignOn',
  'usesArbitraryDomains',
  'isDefault',
  'domains',
  ...samlFieldNames,
  'spCertificates',
  'hasOrgEntityId',
  'scimSync',
  'scimAttributesForPolicy',
  'token',
  'secret',
  'expires',
  'allowedNetworks',
  'requestsPerSecond',
  'pageSize',
  'maximumPageSize',
  'groupsPerUser',
  'logRetentionDays',
  'guardsDeprovisioning',
  'guardPercent',
  'guardMinimum',
  'guardExceptions',
]
