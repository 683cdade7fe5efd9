'use client'
import { useState, type ReactNode } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { IdpSettings } from '#lib/services/idps/index.ts'
import { OptionRow } from './option-row.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** *Limits*: how much an IdP may ask for. What is chosen from a list may be entered as a number instead. */
export const LimitFields = ({ form, disabled }: { form: IdpForm; disabled: boolean }) => {
  const { draft, set, errorAt } = form
  return (
    <div className="divide-line divide-y *:py-4 *:first:pt-0 *:last:pb-0">
      <Choice
        field="requestsPerSecond"
        label="Requests per second"
        description="More are answered 429, with the seconds to wait. The IdP sends them again."
        presets={rates}
        current={rates.find(({ settings }) => matches(draft, settings))?.value}
        disabled={disabled}
        onPreset={(settings) => set(settings)}
        onOwn={() => set({ requestsPerSecond: draft.requestsPerSecond ?? 50 })}
      >
        <NumberField
          field="requestsPerSecond"
          label="Requests"
          value={draft.requestsPerSecond}
          error={errorAt('requestsPerSecond')}
          disabled={disabled}
          onChange={(requestsPerSecond) => set({ requestsPerSecond: requestsPerSecond ?? 0 })}
        />
      </Choice>
      <Choice
        field="pageSize"
        label="Page size"
        description="Users or groups on a page of a list: when the IdP asks for no number, and at most."
        presets={pages}
        current={pages.find(({ settings }) => matches(draft, settings))?.value}
        disabled={disabled}
        onPreset={(settings) => set(settings)}
        onOwn={() => undefined}
      >
        <NumberField
          field="pageSize"
          label="Page size"
          value={draft.pageSize}
          error={errorAt('pageSize')}
          disabled={disabled}
          onChange={(pageSize) => set({ pageSize: pageSize ?? 0 })}
        />
        <NumberField
          field="maximumPageSize"
          label="Largest page"
          value={draft.maximumPageSize}
          error={errorAt('maximumPageSize')}
          disabled={disabled}
          onChange={(maximumPageSize) => set({ maximumPageSize: maximumPageSize ?? 0 })}
        />
      </Choice>
      <Choice
        field="groupsPerUser"
        label="Groups per user"
        description="A user who is in as many groups joins no other: the rest of the request is applied, and the log says who was left out."
        presets={groups}
        current={groups.find(({ settings }) => matches(draft, settings))?.value}
        disabled={disabled}
        onPreset={(settings) => set(settings)}
        onOwn={() => set({ groupsPerUser: draft.groupsPerUser ?? 1_000 })}
      >
        <NumberField
          field="groupsPerUser"
          label="Groups"
          value={draft.groupsPerUser}
          error={errorAt('groupsPerUser')}
          disabled={disabled}
          onChange={(groupsPerUser) => set({ groupsPerUser: groupsPerUser ?? 0 })}
        />
      </Choice>
      <OptionRow
        field="listsMembers"
        label="Members in lists of groups"
        description="Left out, lists of large groups are small. A group that is asked for by its id has its members in any case."
        value={draft.listsMembers ? 'included' : 'left-out'}
        items={[
          { value: 'included', label: 'Included' },
          { value: 'left-out', label: 'Left out' },
        ]}
        disabled={disabled}
        onChange={(value) => set({ listsMembers: value === 'included' })}
      />
      <Choice
        field="logRetentionDays"
        label="SCIM Sync Logs are kept"
        description="What is older is deleted little by little; charts stay. A shorter time deletes entries that are here now."
        presets={retentions}
        current={retentions.find(({ settings }) => matches(draft, settings))?.value}
        disabled={disabled}
        onPreset={(settings) => set(settings)}
        onOwn={() => undefined}
      >
        <NumberField
          field="logRetentionDays"
          label="Days"
          value={draft.logRetentionDays}
          error={errorAt('logRetentionDays')}
          disabled={disabled}
          onChange={(logRetentionDays) => set({ logRetentionDays: logRetentionDays ?? 0 })}
        />
      </Choice>
    </div>
  )
}

type Preset = { value: string; label: string; settings: Partial<IdpSettings> }

const rates: Preset[] = [
  { value: 'none', label: 'No limit', settings: { requestsPerSecond: null } },
  { value: '50', label: '50/s', settings: { requestsPerSecond: 50 } },
  { value: '5', label: '5/s', settings: { requestsPerSecond: 5 } },
]

const pages: Preset[] = [
  { value: '100', label: '100, at most 1,000', settings: { pageSize: 100, maximumPageSize: 1_000 } },
  { value: '10', label: '10, at most 100', settings: { pageSize: 10, maximumPageSize: 100 } },
  { value: '1000', label: '1,000, at most 1,000', settings: { pageSize: 1_000, maximumPageSize: 1_000 } },
]

const groups: Preset[] = [
  { value: 'none', label: 'No limit', settings: { groupsPerUser: null } },
  { value: '1000', label: '1,000', settings: { groupsPerUser: 1_000 } },
]

const retentions: Preset[] = [14, 30, 90, 365].map((days) => ({
  value: String(days),
  label: days === 365 ? '1 year' : `${days} days`,
  settings: { logRetentionDays: days },
}))

const matches = (draft: IdpSettings, settings: Partial<IdpSettings>): boolean => {
  const current: Record<string, unknown> = draft
  return Object.entries(settings).every(([key, value]) => current[key] === value)
}

/** A list of presets, the last of which shows fields to enter numbers in. */
const Choice = ({
  field,
  label,
  description,
  presets,
  current,
  disabled,
  onPreset,
  onOwn,
  children,
}: {
  field: string
  label: string
  description: string
  presets: readonly Preset[]
  /** The preset that the numbers make; undefined when it is none. */
  current: string | undefined
  disabled: boolean
  onPreset: (settings: Partial<IdpSettings>) => void
  onOwn: () => void
  children: ReactNode
}) => {
  // The numbers of a preset may be one's own as well, while one is entering them.
  const [isOwn, setOwn] = useState(current === undefined)
  const shown = isOwn ? 'own' : (current ?? 'own')
  return (
    <div data-field={field} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <p className="font-medium">{label}</p>
          <p className="text-ink-muted">{description}</p>
        </div>
        <Select
          aria-label={label}
          className="w-48"
          value={shown}
          disabled={disabled}
          items={[...presets, { value: 'own', label: 'Own numbers' }]}
          onValueChange={(value) => {
            const preset = presets.find((each) => each.value === value)
            setOwn(!preset)
            if (preset) onPreset(preset.settings)
            else onOwn()
          }}
        />
      </div>
      {shown === 'own' ? <div className="grid gap-4 sm:grid-cols-3">{children}</div> : null}
    </div>
  )
}

/** A whole number, of digits alone; null and 0 show as nothing. */
export const NumberField = ({
  field,
  label,
  value,
  error,
  disabled,
  onChange,
}: {
  field: string
  label: string
  value: number | null
  error: string | undefined
  disabled: boolean
  onChange: (value: number | undefined) => void
}) => (
  <div data-field={field}>
    <Field label={label} error={error}>
      <Input
        inputMode="numeric"
        autoComplete="off"
        value={value ? String(value) : ''}
        disabled={disabled}
        onValueChange={(text) => {
          const digits = text.replace(/\D/g, '').slice(0, 6)
          onChange(digits === '' ? undefined : Number(digits))
        }}
      />
    </Field>
  </div>
)
