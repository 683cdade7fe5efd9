'use client'
import { Switch as Base } from '@base-ui/react/switch'
import { cn } from './cn.ts'

/** On or off, at once. `isLabelHidden` keeps the label for screen readers only. */
export const Switch = ({
  checked,
  onCheckedChange,
  label,
  isLabelHidden = false,
  disabled = false,
  name,
  className,
}: {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  label: string
  isLabelHidden?: boolean
  disabled?: boolean
  name?: string
  className?: string
}) => (
  <label className={cn('inline-flex min-h-6 items-center gap-2 text-sm', disabled && 'text-ink-faint', className)}>
    <Base.Root
      checked={checked}
      disabled={disabled}
      name={name}
      aria-label={isLabelHidden ? label : undefined}
      onCheckedChange={(next) => onCheckedChange(next)}
      className="bg-line-strong data-checked:bg-accent flex h-4.5 w-8 shrink-0 rounded-full p-0.5 transition-colors data-disabled:opacity-50"
    >
      <Base.Thumb className="bg-accent-ink shadow-card size-3.5 rounded-full transition-transform data-checked:translate-x-3.5" />
    </Base.Root>
    {isLabelHidden ? null : <span>{label}</span>}
  </label>
)
