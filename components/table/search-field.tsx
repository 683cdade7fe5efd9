'use client'
import { cn } from '#components/ui/cn.ts'
import { Field } from '#components/ui/field.tsx'
import { HelpTip } from '#components/ui/help-tip.tsx'
import { Input } from '#components/ui/input.tsx'
import type { Filter } from '#lib/table/define-table.ts'
import { isMeantAsFilter, readSearch } from '#lib/table/search-text.ts'
import { searchSpan } from './filter-grid.ts'

/** Text to look for, or a SCIM filter: what is wrong with one is said while it is written, with its place marked. */
export const SearchField = ({
  filter,
  value,
  onChange,
}: {
  filter: Extract<Filter, { kind: 'search' }>
  value: string
  onChange: (value: string) => void
}) => {
  const search = value.trim() === '' ? undefined : readSearch(value, filter.scim, filter.additional)
  const problem = search?.kind === 'problem' ? search : undefined
  const isFilter = filter.scim !== undefined && isMeantAsFilter(value)
  return (
    <Field
      label={<span className="text-ink-muted text-xs">{filter.label}</span>}
      action={filter.help ? <HelpTip about={filter.label}>{filter.help}</HelpTip> : undefined}
      error={problem?.message}
      className={cn('gap-1', searchSpan)}
    >
      <Input
        type="search"
        data-table-search
        value={value}
        onValueChange={onChange}
        placeholder={filter.scim ? 'At least 3 characters, or a SCIM filter' : 'At least 3 characters'}
        autoComplete="off"
        spellCheck={false}
        className={isFilter ? 'font-mono sm:text-xs' : ''}
      />
      {problem?.column === undefined ? null : <Place text={value} column={problem.column} />}
    </Field>
  )
}

const before = 40
const after = 20

/** The text around a column, and a mark under it. The message names the column, so readers that see no mark miss nothing. */
const Place = ({ text, column }: { text: string; column: number }) => {
  const at = Math.min(column - 1, text.length)
  const start = Math.max(0, at - before)
  const head = `${start > 0 ? '…' : ''}${text.slice(start, at)}`
  return (
    <pre
      aria-hidden
      data-mark={column}
      className="bg-sunken overflow-x-auto rounded-md px-2 py-1 font-mono text-xs leading-4"
    >
      {head}
      <span className="bg-bad-soft text-bad">{text.slice(at, at + 1) || ' '}</span>
      {text.slice(at + 1, at + after)}
      {'\n'}
      {' '.repeat(head.length)}
      <span className="text-bad">^</span>
    </pre>
  )
}
