'use client'
import { useId, useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { TimeUnit } from '#lib/policy/outcome-words.ts'
import { secondsOf, typedDuration, type TypedDuration } from './duration.ts'

const units: readonly { value: TimeUnit; label: string }[] = [
  { value: 'days', label: 'Day(s)' },
  { value: 'hours', label: 'Hour(s)' },
  { value: 'minutes', label: 'Minute(s)' },
]

/** A duration in days, hours or minutes, or none: `unbounded` is what that is called. `onChange` gets NaN for no number. */
export const DurationField = ({
  field,
  label,
  description,
  unbounded,
  seconds,
  error,
  onChange,
}: {
  field: string
  label: string
  description: string
  unbounded: string
  seconds: number | null
  error: string | undefined
  onChange: (seconds: number | null) => void
}) => {
  const id = useId()
  // What is typed stays as it is, in its unit, until the duration is changed from elsewhere.
  const [typed, setTyped] = useState(() => typedDuration(seconds))
  if (!Object.is(secondsOf(typed), seconds)) setTyped(typedDuration(seconds))
  const change = (next: TypedDuration) => {
    setTyped(next)
    onChange(secondsOf(next))
  }
  const described = error === undefined ? `${id}-about` : `${id}-about ${id}-error`
  const isInvalid = error !== undefined
  return (
    <fieldset data-field={field} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex gap-2">
        {typed.unit === 'unbounded' ? null : (
          <Input
            aria-label={label}
            aria-invalid={isInvalid}
            aria-describedby={described}
            inputMode="numeric"
            autoComplete="off"
            value={typed.amount}
            className={isInvalid ? 'border-bad w-20' : 'w-20'}
            onValueChange={(amount) => change({ ...typed, amount })}
          />
        )}
        <Select
          aria-label={`Unit of ${label}`}
          aria-describedby={described}
          className="w-36"
          items={[...units, { value: 'unbounded', label: unbounded }]}
          value={typed.unit}
          onValueChange={(unit) => change({ ...typed, unit: unit as TypedDuration['unit'] })}
        />
      </div>
      <p id={`${id}-about`} className="text-ink-muted text-sm">
        {description}
      </p>
      {isInvalid ? (
        <p id={`${id}-error`} role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
