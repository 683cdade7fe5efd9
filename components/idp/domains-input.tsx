'use client'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** Domains as removable chips. Enter, a comma, a space or a pasted list adds; what was not added yet is added on leaving. */
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
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const add = (text: string) => {
    const fresh = text.split(/[\s,;]+/).filter((entry) => entry !== '')
    setTyped('')
    if (fresh.length === 0) return
    onChange([...new Set([...domains, ...fresh.map((entry) => entry.toLowerCase())])])
    announce(`Added ${fresh.join(', ')}`)
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
            value={typed}
            disabled={disabled}
            placeholder="example.com"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onValueChange={(text) => (/[\s,;]/.test(text) ? add(text) : setTyped(text))}
            onBlur={() => add(typed)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault()
                add(typed)
              }
            }}
          />
          <Button disabled={disabled} onClick={() => add(typed)}>
            Add domain
          </Button>
        </div>
      </Field>
      {domains.length > 0 ? (
        <ul aria-label="Authentication Domains" className="flex flex-wrap gap-1.5">
          {domains.map((domain) => (
            <li key={domain} className="bg-sunken flex h-7 items-center gap-0.5 rounded-md border pl-2 text-sm">
              <span className="max-w-60 truncate">{domain}</span>
              <button
                type="button"
                disabled={disabled}
                aria-label={`Remove ${domain}`}
                className="text-ink-faint hover:bg-hover hover:text-ink grid size-6 place-items-center rounded-md"
                onClick={() => {
                  onChange(domains.filter((each) => each !== domain))
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
