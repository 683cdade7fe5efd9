'use client'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { cn } from './cn.ts'

/** A choice of two to four, all in sight: a radio group in the shape of one control. */
export const SegmentedControl = ({
  name,
  value,
  defaultValue,
  onValueChange,
  items,
  label,
  disabled = false,
  className,
}: {
  name?: string
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  items: readonly { value: string; label: string }[]
  label: string
  disabled?: boolean
  className?: string
}) => (
  <RadioGroup
    aria-label={label}
    name={name}
    disabled={disabled}
    {...(value === undefined ? {} : { value })}
    {...(defaultValue === undefined ? {} : { defaultValue })}
    onValueChange={(next) => onValueChange?.(next)}
    className={cn(
      'border-line-strong bg-sunken inline-flex h-8 w-fit rounded-md border p-0.5',
      disabled && 'opacity-60',
      className,
    )}
  >
    {items.map((item) => (
      <Radio.Root
        key={item.value}
        value={item.value}
        aria-label={item.label}
        className="text-ink-muted not-data-disabled:hover:text-ink data-checked:bg-surface data-checked:text-ink data-checked:shadow-card dark:data-checked:bg-hover flex items-center rounded-sm px-3 text-sm font-medium transition-colors"
      >
        {item.label}
      </Radio.Root>
    ))}
  </RadioGroup>
)
