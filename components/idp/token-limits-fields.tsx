'use client'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { LimitsDraft } from './token-limits.ts'

/** How long a token works, and from where. `kept`: a first choice that leaves a live token's expiry as it is. */
export const TokenLimitsFields = ({
  value,
  onChange,
  errorAt,
  disabled = false,
  kept,
}: {
  value: LimitsDraft
  onChange: (value: LimitsDraft) => void
  errorAt: (field: string) => string | undefined
  disabled?: boolean
  kept?: string
}) => (
  <div className="flex flex-col gap-4">
    <div data-field="expires" className="grid gap-4 sm:grid-cols-2">
      <Field label="Expires" {...(value.expires === 'date' ? {} : { error: errorAt('expires') })}>
        <Select
          aria-label="Expires"
          value={value.expires}
          disabled={disabled}
          items={[...(kept === undefined ? [] : [{ value: 'kept', label: kept }]), ...expiries]}
          onValueChange={(next) => {
            const expires = isExpiry(next) ? next : 'never'
            onChange({ ...value, expires })
          }}
        />
      </Field>
      {value.expires === 'date' ? (
        <Field label="On (UTC)" error={errorAt('expires')}>
          <Input
            type="date"
            value={value.date}
            disabled={disabled}
            onValueChange={(date) => onChange({ ...value, date })}
          />
        </Field>
      ) : null}
    </div>
    <div data-field="allowedNetworks">
      <Field
        label="Allowed networks"
        error={errorAt('allowedNetworks')}
        description="One address or CIDR range a line, IPv4 or IPv6. Empty: the token is accepted from anywhere."
      >
        <Textarea
          rows={2}
          value={value.networks}
          disabled={disabled}
          spellCheck={false}
          placeholder="203.0.113.0/24"
          className="font-mono text-xs sm:text-xs"
          onChange={(event) => onChange({ ...value, networks: event.currentTarget.value })}
        />
      </Field>
    </div>
  </div>
)

const expiries = [
  { value: 'never', label: 'Never' },
  { value: '90-days', label: 'In 90 days' },
  { value: '1-year', label: 'In 1 year' },
  { value: '2-years', label: 'In 2 years' },
  { value: 'date', label: 'On a date' },
] as const satisfies { value: LimitsDraft['expires']; label: string }[]

const isExpiry = (value: string): value is LimitsDraft['expires'] =>
  value === 'kept' || expiries.some((each) => each.value === value)
