'use client'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { useChangeAllowed } from '#components/ui/change-allowed.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/**
 * Domains as removable chips. Enter, a comma, a space or a pasted list adds. What is being typed counts already, as the
 * last of `domains`: a save does not miss it, and nothing moves under the pointer on the way to the button.
 */
export const DomainsInput = ({
  domains,
  onChange,
  error,
  disabled = false,
}: {
  domains: readonly string[]
  onChange: (domains: string[]) => void
  error?: string | undefined
  disabled?: boolean
}) => {
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const mayChange = useChangeAllowed()
  // A save or a reset replaces `domains`: what was being typed is among them, or gone.
  const typed = text !== '' && domains.at(-1) === text ? text : ''
  const added = typed === '' ? domains : domains.slice(0, -1)
  const type = (next: string) => {
    setText(next)
    onChange(next === '' ? [...added] : [...added, next])
  }
  const add = (list: string) => {
    const fresh = list.split(/[\s,;]+/).filter((entry) => entry !== '')
    setText('')
    onChange([...new Set([...added, ...fresh.map((entry) => entry.toLowerCase())])])
    if (fresh.length > 0) announce(`Added ${fresh.join(', ')}`)
  }
  return (
    <div data-field="domains" className="flex flex-col gap-2">
      <Field
        label="Authentication Domains"
        error={error}
        description="The part of the userName after the @. A domain belongs to one IdP."
      >
        <div className="flex gap-2">
          <Input
            ref={input}
            value={mayChange ? typed : domains.join(', ')}
            disabled={disabled}
            placeholder="example.com"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onValueChange={(next) => (/[\s,;]/.test(next) ? add(next) : type(next))}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault()
                add(typed)
              }
            }}
          />
          {mayChange ? (
            <Button disabled={disabled} onClick={() => add(typed)}>
              Add domain
            </Button>
          ) : null}
        </div>
      </Field>
      {mayChange && added.length > 0 ? (
        <ul aria-label="Authentication Domains" className="flex flex-wrap gap-1.5">
          {added.map((domain) => (
            <li key={domain} className="bg-sunken flex h-7 items-center gap-0.5 rounded-md border pl-2 text-sm">
              <span className="max-w-60 truncate">{domain}</span>
              <button
                type="button"
                disabled={disabled}
                aria-label={`Remove ${domain}`}
                className="text-ink-faint hover:bg-hover hover:text-ink grid size-6 place-items-center rounded-md"
                onClick={() => {
                  onChange([...added.filter((each) => each !== domain), ...(typed === '' ? [] : [typed])])
                  announce(`Removed ${domain}`)
                  input.current?.focus()
                }}
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
