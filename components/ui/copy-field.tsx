'use client'
import { type ReactNode, useId } from 'react'
import { CopyButton } from './copy-button.tsx'
import { controlStyles } from './input.tsx'
import { cn } from './cn.ts'

/** A value to carry into another console: read-only, selectable whole, with a copy button. */
export const CopyField = ({
  label,
  value,
  description,
  className,
}: {
  label: string
  value: string
  description?: ReactNode
  className?: string
}) => {
  const id = useId()
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className={cn(controlStyles, 'border-line bg-sunken h-8 pr-9 font-mono text-xs sm:text-xs')}
        />
        <CopyButton value={value} label={label} className="absolute top-1 right-1" />
      </div>
      {description ? <p className="text-ink-muted text-sm">{description}</p> : null}
    </div>
  )
}
