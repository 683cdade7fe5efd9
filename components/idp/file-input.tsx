'use client'
import { ClipboardPaste, Upload } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useChangeAllowed, WhereChangeAllowed } from '#components/ui/change-allowed.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { readFile } from './read-file.ts'

/** A file chosen or its content pasted: two ways to the same text. `onContent` judges it; the name of the file does not matter. */
export const FileInput = ({
  field,
  label,
  description,
  accept,
  maximumBytes,
  error,
  disabled = false,
  onContent,
  onProblem,
  children,
}: {
  field: string
  label: string
  description: ReactNode
  accept: string
  maximumBytes: number
  error?: string | undefined
  disabled?: boolean
  onContent: (content: string, source: string) => void
  onProblem: (message: string) => void
  /** What was understood. */
  children?: ReactNode
}) => {
  const [isPasting, setPasting] = useState(false)
  const [pasted, setPasted] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const errorId = useId()
  const mayChange = useChangeAllowed()
  // Nothing that was given, and no way to give it.
  if (!mayChange && !children) return null
  const choose = async (file: File | undefined) => {
    if (!file) return
    if (file.size > maximumBytes) {
      onProblem(`${label}: ${file.name} is larger than ${Math.round(maximumBytes / 1024).toLocaleString('en')} KiB.`)
    } else onContent(await readFile(file), file.name)
  }
  return (
    <fieldset aria-describedby={error ? errorId : undefined} data-field={field} className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">{label}</legend>
      <p className="text-ink-muted -mt-0.5 text-sm">{description}</p>
      {children}
      <WhereChangeAllowed>
        <input
          ref={input}
          type="file"
          accept={accept}
          aria-label={`${label}: file`}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <div className="flex flex-wrap gap-2">
          <Button disabled={disabled} onClick={() => input.current?.click()} aria-label={`Select File for ${label}`}>
            <Upload aria-hidden />
            Select File
          </Button>
          <Button
            variant="ghost"
            disabled={disabled}
            aria-expanded={isPasting}
            aria-label={`Paste text for ${label}`}
            onClick={() => setPasting(!isPasting)}
          >
            <ClipboardPaste aria-hidden />
            Paste text
          </Button>
        </div>
      </WhereChangeAllowed>
      {isPasting ? (
        <div className="flex flex-col items-start gap-2">
          <Field label={`${label}: text`} className="w-full">
            <Textarea
              rows={6}
              value={pasted}
              spellCheck={false}
              className="font-mono text-xs sm:text-xs"
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
          </Field>
          <Button
            disabled={pasted.trim() === ''}
            onClick={() => {
              onContent(pasted, 'the pasted text')
              setPasting(false)
              setPasted('')
            }}
          >
            Read the text
          </Button>
        </div>
      ) : null}
      {error ? (
        <p id={errorId} role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
