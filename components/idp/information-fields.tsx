'use client'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { IdpInformation } from '#lib/services/idps/index.ts'
import { DomainsInput } from './domains-input.tsx'
import { EnabledRow, OptionRow } from './option-row.tsx'

/** *IdP Information*: the first tab of the set-up, and the head of the edit page. */
export const InformationFields = ({
  value,
  onChange,
  errorAt,
  disabled = false,
}: {
  value: IdpInformation
  onChange: (change: Partial<IdpInformation>) => void
  errorAt: (field: string) => string | undefined
  disabled?: boolean
}) => (
  <div className="flex flex-col gap-5">
    <div data-field="name">
      <Field label="Name" name="name" error={errorAt('name')} description="Letters, digits, “.”, “-” and “_”.">
        <Input
          value={value.name}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onValueChange={(name) => onChange({ name })}
        />
      </Field>
    </div>
    <OptionRow
      field="singleSignOn"
      label="Single Sign-On"
      description="User: the people who are provisioned. Admin: administrators of this portal; without SCIM. An IdP that serves both needs two configurations."
      value={value.singleSignOn}
      items={[
        { value: 'user', label: 'User' },
        { value: 'admin', label: 'Admin' },
      ]}
      disabled={disabled}
      error={errorAt('singleSignOn')}
      onChange={(next) =>
        onChange(next === 'admin' ? { singleSignOn: 'admin', usesArbitraryDomains: false } : { singleSignOn: 'user' })
      }
    />
    {value.singleSignOn === 'user' ? (
      <EnabledRow
        field="usesArbitraryDomains"
        label="Use with Arbitrary Domains"
        description="For people whose domain belongs to no IdP. One IdP in the organisation can have it."
        isEnabled={value.usesArbitraryDomains}
        disabled={disabled}
        error={errorAt('usesArbitraryDomains')}
        onChange={(usesArbitraryDomains) => onChange({ usesArbitraryDomains })}
      />
    ) : null}
    <DomainsInput
      domains={value.domains}
      disabled={disabled}
      error={errorAt('domains')}
      onChange={(domains) => onChange({ domains })}
    />
  </div>
)
