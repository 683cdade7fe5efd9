'use client'
import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { useChangeAllowed } from './change-allowed.tsx'
import { cn } from './cn.ts'

export const controlStyles =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent-text focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent-text disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted data-invalid:border-bad sm:text-sm'

/** Text to read and to copy, with the label and the description of an input. */
const readStyles =
  'h-6 field-sizing-content resize-none rounded-none border-0 bg-transparent p-0 placeholder:text-ink-muted'

const NOTHING = 'None'

/** A one-line text input. Inside a `Field` it takes its label, description and error from there. */
export const Input = ({
  className,
  ...props
}: Omit<ComponentProps<typeof Field.Control>, 'className'> & { className?: string }) =>
  useChangeAllowed() ? (
    <Field.Control className={cn(controlStyles, 'h-8', className)} {...props} />
  ) : (
    <Field.Control
      {...props}
      className={cn(controlStyles, 'h-8', className, readStyles)}
      disabled={false}
      readOnly
      placeholder={NOTHING}
    />
  )

export const Textarea = ({
  className,
  rows = 4,
  ...props
}: Omit<ComponentProps<'textarea'>, 'defaultValue' | 'value' | 'ref'> & { defaultValue?: string; value?: string }) => {
  const shown = useChangeAllowed() ? props : { ...props, disabled: false, readOnly: true, placeholder: NOTHING }
  return (
    <Field.Control
      render={<textarea rows={rows} {...shown} />}
      className={cn(controlStyles, 'py-1.5 leading-5', className, 'readOnly' in shown && cn(readStyles, 'h-auto'))}
    />
  )
}
