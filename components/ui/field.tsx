'use client'
import { Field as BaseField } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

/** A labelled control. `error` marks the control invalid and is read with it; `description` too. */
export const Field = ({
  label,
  description,
  error,
  action,
  name,
  children,
  className,
}: {
  label: ReactNode
  description?: ReactNode
  error?: string | undefined
  name?: string
  /** Beside the label, outside it: a help tip, a link. */
  action?: ReactNode
  children: ReactNode
  className?: string
}) => (
  <BaseField.Root
    {...(name === undefined ? {} : { name })}
    invalid={Boolean(error)}
    className={cn('flex min-w-0 flex-col gap-1.5', className)}
  >
    <div className="flex min-h-5 items-center gap-1">
      <BaseField.Label className="text-ink text-sm font-medium">{label}</BaseField.Label>
      {action}
    </div>
    {children}
    {description ? (
      <BaseField.Description className="text-ink-muted text-sm">{description}</BaseField.Description>
    ) : null}
    <BaseField.Error match={Boolean(error)} className="text-bad text-sm">
      {error}
    </BaseField.Error>
  </BaseField.Root>
)
