'use client'
import type { IdpSettings } from '#lib/services/idps/index.ts'
import { RadioCards } from './radio-cards.tsx'
import { TextSetting } from './text-setting.tsx'
import type { IdpForm } from './use-idp-form.ts'

type Source = 'none' | 'saml' | 'scim'

/** *Provisioning Options*: where users come from. Never from two places at once. */
export const ProvisioningOptions = ({ form, disabled }: { form: IdpForm; disabled: boolean }) => {
  const { draft, set, errorAt } = form
  const choose = (source: Source) => {
    if (source !== 'scim') form.dropToken()
    set(settingsOf(source))
  }
  return (
    <div data-field="provisioning" className="flex flex-col gap-5">
      <RadioCards
        label="Provisioning Options"
        value={sourceOf(draft)}
        items={items}
        disabled={disabled}
        onValueChange={choose}
      />
      {errorAt('provisioning') === undefined ? null : (
        <p role="alert" className="text-bad text-sm">
          {errorAt('provisioning')}
        </p>
      )}
      {draft.samlAutoProvisioning ? (
        <div className="flex flex-col gap-4">
          <p className="text-ink-muted text-sm">
            Names of attributes as the IdP sends them, case-sensitive. One that is left empty is not read.
          </p>
          <TextSetting
            form={form}
            name="displayNameAttribute"
            label="User Display Name Attribute"
            placeholder="DisplayName"
            disabled={disabled}
          />
          <TextSetting
            form={form}
            name="groupNameAttribute"
            label="Group Name Attribute"
            description="Each of its values is a group that the user is in."
            placeholder="memberOf"
            disabled={disabled}
          />
          <TextSetting
            form={form}
            name="departmentNameAttribute"
            label="Department Name Attribute"
            placeholder="Department"
            disabled={disabled}
          />
        </div>
      ) : null}
    </div>
  )
}

const items: { value: Source; label: string; description: string }[] = [
  {
    value: 'none',
    label: 'None',
    description: 'Whoever the IdP signs in is let in; nothing is kept of users and groups.',
  },
  {
    value: 'saml',
    label: 'Enable SAML Auto-Provisioning',
    description: 'Users, groups and departments are created and updated at each sign-in, from its attributes.',
  },
  {
    value: 'scim',
    label: 'Enable SCIM Provisioning',
    description:
      'The IdP sends users and groups by SCIM 2.0, and takes them back. Whoever it has not sent is refused. Recommended.',
  },
]

const sourceOf = (draft: IdpSettings): Source =>
  draft.samlAutoProvisioning ? 'saml' : draft.scimSync ? 'scim' : 'none'

const settingsOf = (source: Source): Partial<IdpSettings> => ({
  samlAutoProvisioning: source === 'saml',
  scimSync: source === 'scim',
  ...(source === 'scim' ? {} : { scimAttributesForPolicy: false }),
})
