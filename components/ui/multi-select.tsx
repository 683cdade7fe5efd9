'use client'
import { ClosedSelect } from './closed-select.tsx'
import { onDemand } from './on-demand.ts'
import type { SelectItem } from './select.tsx'

export type MultiSelectProps = {
  items: readonly SelectItem[]
  value: readonly string[]
  onValueChange: (value: string[]) => void
  placeholder: string
  /** The list opens: time to ask for what it needs. */
  onOpen?: () => void
  'aria-label'?: string
  className?: string
}

const OpenedMultiSelect = onDemand(async () => (await import('./opened-multi-select.tsx')).OpenedMultiSelect)

/** Any of a few choices. `placeholder` says what none means. */
export const MultiSelect = (props: MultiSelectProps) => {
  const { items, value, placeholder, onOpen, className, 'aria-label': label } = props
  const chosen = chosenText(items, value)
  return (
    <OpenedMultiSelect
      {...props}
      renderBefore={(need) => (
        <ClosedSelect
          text={chosen ?? placeholder}
          isPlaceholder={chosen === undefined}
          className={className}
          aria-label={label}
          onOpen={() => {
            need()
            onOpen?.()
          }}
        />
      )}
    />
  )
}

/** The labels of what is chosen; undefined for nothing. */
export const chosenText = (items: readonly SelectItem[], chosen: readonly string[]): string | undefined =>
  chosen.length === 0
    ? undefined
    : items
        .filter((item) => chosen.includes(item.value))
        .map((item) => item.label)
        .join(', ')
