'use client'
import { Check, Minus } from 'lucide-react'
import { cn } from './cn.ts'

/** The browser's own checkbox, in the portal's looks. `event`: what toggled it, with the modifier keys of a click. */
export const Checkbox = ({
  checked,
  isPartial = false,
  onToggle,
  disabled = false,
  'aria-label': label,
  'aria-keyshortcuts': keys,
}: {
  checked: boolean
  /** Some of what it stands for, not all. */
  isPartial?: boolean
  onToggle: (checked: boolean, event: Event) => void
  disabled?: boolean
  /** Without it, the label around it names the checkbox. */
  'aria-label'?: string
  'aria-keyshortcuts'?: string
}) => {
  const Mark = isPartial ? Minus : Check
  const isMarked = checked || isPartial
  return (
    <span className="relative grid size-4 shrink-0">
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = isPartial
        }}
        checked={checked}
        disabled={disabled}
        autoComplete="off"
        aria-label={label}
        aria-keyshortcuts={keys}
        onChange={(event) => onToggle(event.target.checked, event.nativeEvent)}
        className={cn(
          'size-4 appearance-none rounded-sm border',
          isMarked ? 'border-accent bg-accent' : 'border-line-strong bg-surface',
        )}
      />
      {isMarked ? (
        <Mark className="text-accent-ink pointer-events-none absolute inset-0 m-auto size-3" aria-hidden />
      ) : null}
    </span>
  )
}
