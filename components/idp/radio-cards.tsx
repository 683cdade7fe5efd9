'use client'
import { useId } from 'react'
import { useChangeAllowed } from '#components/ui/change-allowed.tsx'
import { cn } from '#components/ui/cn.ts'

/** A choice of a few that need a sentence each. */
export const RadioCards = <Value extends string>({
  label,
  value,
  items,
  disabled,
  onValueChange,
}: {
  label: string
  value: Value
  items: readonly { value: Value; label: string; description: string }[]
  disabled: boolean
  onValueChange: (value: Value) => void
}) => {
  const name = useId()
  const mayChange = useChangeAllowed()
  if (!mayChange) return <Words {...items.find((item) => item.value === value)} />
  return (
    <div role="radiogroup" aria-label={label} className={cn('flex flex-col gap-2', disabled && 'opacity-60')}>
      {items.map((item) => (
        <label
          key={item.value}
          className="has-checked:border-accent-text has-checked:bg-accent-soft hover:border-ink-faint flex gap-3 rounded-lg border p-3 transition-colors"
        >
          <input
            type="radio"
            name={name}
            value={item.value}
            checked={item.value === value}
            disabled={disabled}
            aria-label={item.label}
            aria-describedby={`${name}${item.value}`}
            className="accent-accent mt-0.5 size-4 shrink-0"
            onChange={() => onValueChange(item.value)}
          />
          <Words {...item} id={`${name}${item.value}`} />
        </label>
      ))}
    </div>
  )
}

const Words = ({ label, description, id }: { label?: string; description?: string; id?: string }) => (
  <span className="min-w-0 text-sm">
    <span className="text-ink block font-medium">{label}</span>
    <span id={id} className="text-ink-muted block">
      {description}
    </span>
  </span>
)
