'use client'
import type { ReactNode } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { IdpSettings } from '#lib/services/idps/index.ts'
import type { IdpForm } from './use-idp-form.ts'

type TextName = { [K in keyof IdpSettings]: IdpSettings[K] extends string ? K : never }[keyof IdpSettings]

/** A setting that is one line of text, at its own message. `children` stand beside the input. */
export const TextSetting = ({
  form,
  name,
  label,
  description,
  placeholder,
  isUrl = false,
  disabled,
  children,
}: {
  form: IdpForm
  name: TextName
  label: string
  description?: ReactNode
  placeholder?: string
  isUrl?: boolean
  disabled: boolean
  children?: ReactNode
}) => (
  <div data-field={name}>
    <Field label={label} name={name} error={form.errorAt(name)} description={description}>
      <div className="flex gap-2">
        <Input
          value={form.draft[name]}
          disabled={disabled}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...(isUrl ? { inputMode: 'url' } : {})}
          {...(placeholder === undefined ? {} : { placeholder })}
          onValueChange={(text) => form.set({ [name]: text })}
        />
        {children}
      </div>
    </Field>
  </div>
)
