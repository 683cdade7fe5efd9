'use client'
import type { ReactNode } from 'react'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'

/** A setting with two or three values: what it is on the left, the choice on the right. */
export const OptionRow = ({
  field,
  label,
  description,
  value,
  items,
  onChange,
  disabled = false,
  error,
}: {
  field: string
  label: string
  description?: ReactNode
  value: string
  items: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  disabled?: boolean
  error?: string | undefined
}) => {
  return (
    <div data-field={field} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium">{label}</p>
        {description ? <div className="text-ink-muted text-sm">{description}</div> : null}
        {error ? (
          <p role="alert" className="text-bad text-sm">
            {error}
          </p>
        ) : null}
      </div>
      <SegmentedControl label={label} value={value} items={items} onValueChange={onChange} disabled={disabled} />
    </div>
  )
}

const enabledItems = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
]

/** An `OptionRow` of Enabled and Disabled. */
export const EnabledRow = ({
  isEnabled,
  onChange,
  ...row
}: {
  field: string
  label: string
  description?: ReactNode
  isEnabled: boolean
  onChange: (isEnabled: boolean) => void
  disabled?: boolean
  error?: string | undefined
}) => (
  <OptionRow
    {...row}
    value={isEnabled ? 'enabled' : 'disabled'}
    items={enabledItems}
    onChange={(value) => onChange(value === 'enabled')}
  />
)
