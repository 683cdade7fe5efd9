'use client'
import { CalendarRange } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { useNow } from '#components/ui/now.ts'
import { Select } from '#components/ui/select.tsx'
import type { Range } from '#lib/table/define-table.ts'
import { daysText, rangeProblem } from '#lib/table/range.ts'

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
  const now = useNow()
  const problem = rangeProblem(range, choice, new Date(now))
  const problemId = useId()
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Select
        aria-label={range.label}
        {...(problem === undefined ? {} : { 'aria-describedby': problemId, isInvalid: true })}
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
      {problem === undefined ? null : (
        <p id={problemId} className="text-bad text-sm">
          {problem}
        </p>
      )}
      {isAsking ? (
        <CustomRange
          now={new Date(now)}
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
  now,
  range,
  choice,
  onClose,
  onApply,
}: {
  now: Date
  range: Range
  choice: Choice
  onClose: () => void
  onApply: (from: Date | null, to: Date | null) => void
}) => {
  const [from, setFrom] = useState(() => asInput(choice.from))
  const [to, setTo] = useState(() => asInput(choice.to))
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const asked = { range: 'custom', from: from === '' ? null : new Date(from), to: to === '' ? null : new Date(to) }
  const problem = from === '' && to === '' ? undefined : rangeProblem(range, asked, now)
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Custom time range"
      description={`Within the last ${daysText(range.maxDays)}, in your time zone (${zone}).`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={problem !== undefined || (from === '' && to === '')}
            onClick={() => onApply(asked.from, asked.to)}
          >
            Apply time range
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="From" error={problem?.startsWith('The start') ? problem : undefined}>
          <Input type="datetime-local" step={1} value={from} onValueChange={setFrom} />
        </Field>
        <Field label="To" error={problem?.startsWith('The end') ? problem : undefined}>
          <Input type="datetime-local" step={1} value={to} onValueChange={setTo} />
        </Field>
      </div>
    </Dialog>
  )
}

/** What a `datetime-local` input takes: the reader's wall clock, to the second. */
const asInput = (date: Date | null): string =>
  date ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19) : ''
