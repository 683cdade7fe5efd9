'use client'
import { useId } from 'react'
import { useChangeAllowed } from './change-allowed.tsx'
import { cn } from './cn.ts'
import { RadioSegment } from './radio-segment.tsx'

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
}) => {
  const ownName = useId()
  if (!useChangeAllowed())
    return <p className="text-sm">{items.find((item) => item.value === (value ?? defaultValue))?.label}</p>
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn(
        'border-line-strong bg-sunken inline-flex h-8 w-fit rounded-md border p-0.5',
        disabled && 'opacity-60',
        className,
      )}
    >
      {items.map((item) => (
        <RadioSegment
          key={item.value}
          name={name ?? ownName}
          value={item.value}
          label={item.label}
          disabled={disabled}
          {...(value === undefined
            ? { defaultChecked: item.value === defaultValue }
            : { checked: item.value === value })}
          onChoose={() => onValueChange?.(item.value)}
          className="px-3 text-sm font-medium"
        >
          {item.label}
        </RadioSegment>
      ))}
    </div>
  )
}
