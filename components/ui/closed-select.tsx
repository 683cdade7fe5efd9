'use client'
import { Field } from '@base-ui/react/field'
import { ChevronsUpDown } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { cn } from './cn.ts'
import { controlStyles } from './input.tsx'

/**
 * A select that nobody has opened: the same to eyes, hands and screen readers as the one that takes its place then, at a
 * fraction of the script.
 */
export const ClosedSelect = ({
  text,
  isPlaceholder,
  onOpen,
  name,
  value,
  disabled = false,
  isInvalid = false,
  className,
  id,
  'aria-label': label,
  'aria-describedby': description,
}: {
  /** What is chosen, or what stands for nothing. */
  text: string | undefined
  isPlaceholder: boolean
  onOpen: () => void
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  isInvalid?: boolean | undefined
  className?: string | undefined
  id?: string | undefined
  'aria-label'?: string | undefined
  'aria-describedby'?: string | undefined
}) => (
  <>
    <Field.Control
      {...(id === undefined ? {} : { id })}
      disabled={disabled}
      render={
        <button type="button">
          <span className={cn('truncate', isPlaceholder && 'text-ink-faint')}>{text}</span>
          <ChevronsUpDown className="text-ink-faint size-3.5 shrink-0" aria-hidden />
        </button>
      }
      {...closedCombobox}
      aria-label={label}
      {...(description === undefined ? {} : { 'aria-describedby': description })}
      {...(isInvalid ? { 'aria-invalid': true, 'data-invalid': '' } : {})}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (opens(event)) {
          event.preventDefault()
          onOpen()
        }
      }}
      className={cn(
        controlStyles,
        'flex h-8 items-center justify-between gap-2 text-left data-disabled:opacity-60',
        className,
      )}
    />
    {name === undefined ? null : <input type="hidden" name={name} value={value ?? ''} disabled={disabled} />}
  </>
)

/** WAI-ARIA's select-only combobox. `aria-controls` names the list of an open one. */
const closedCombobox = { role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': false } as const

/** Enter and the space bar click. A letter looks for a choice that begins with it: the list is where that is seen. */
const opens = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  key === 'ArrowDown' || key === 'ArrowUp' || (key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey)
