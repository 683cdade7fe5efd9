'use client'
import { CalendarRange } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Range } from '#lib/table/define-table.ts'

type Choice = { range: string | null; from: Date | null; to: Date | null }

/** Presets, or a custom range in the reader's own zone. */
export const TimeRange = ({
  range,
  choice,
  onChange,
}: {
  range: Range
  choice: Choice
  onChange: (choice: Choice) => void
}) => {
  const [isAsking, setAsking] = useState(false)
  const isCustom = choice.range === 'custom'
  return (
    <div className="flex items-center gap-1">
      <Select
        aria-label={range.label}
        className="w-44"
        value={choice.range ?? range.default}
        items={[
          ...(range.default === 'none' ? [{ value: 'none', label: `${range.label}: None` }] : []),
          ...range.presets,
          { value: 'custom', label: 'Custom…' },
        ]}
        onValueChange={(value) => {
          if (value === 'custom') setAsking(true)
          else onChange({ range: value === range.default ? null : value, from: null, to: null })
        }}
      />
      {isCustom ? (
        <Button variant="ghost" square aria-label="Change custom time range" onClick={() => setAsking(true)}>
          <CalendarRange aria-hidden />
        </Button>
      ) : null}
      {isAsking ? (
        <CustomRange
          range={range}
          choice={choice}
          onClose={() => setAsking(false)}
          onApply={(from, to) => {
            setAsking(false)
            onChange({ range: 'custom', from, to })
          }}
        />
      ) : null}
    </div>
  )
}

const CustomRange = ({
  range,
  choice,
  onClose,
  onApply,
}: {
  range: Range
  choice: Choice
  onClose: () => void
  onApply: (from: Date | null, to: Date | null) => void
}) => {
  const [from, setFrom] = useState(() => asInput(choice.from))
  const [to, setTo] = useState(() => asInput(choice.to))
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const isBackwards = from !== '' && to !== '' && new Date(from) > new Date(to)
  const error = isBackwards ? 'The end is before the start.' : undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Custom time range"
      description={`Within the last ${range.maxDays === 183 ? '6 months' : `${range.maxDays} days`}, in your time zone (${zone}).`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={isBackwards || (from === '' && to === '')}
            onClick={() => onApply(from === '' ? null : new Date(from), to === '' ? null : new Date(to))}
          >
            Apply time range
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="From">
          <Input type="datetime-local" step={1} value={from} onValueChange={setFrom} />
        </Field>
        <Field label="To" error={error}>
          <Input type="datetime-local" step={1} value={to} onValueChange={setTo} />
        </Field>
      </div>
    </Dialog>
  )
}

/** What a `datetime-local` input takes: the reader's wall clock, to the second. */
const asInput = (date: Date | null): string =>
  date ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19) : ''
