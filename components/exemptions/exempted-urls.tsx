'use client'
import { Plus, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Section } from '#components/idp/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ExemptionActions } from './actions.ts'

type KnownSet = { id: string; label: string; urls: readonly string[] }

/** *Exempted URLs*: the list, entries of one's own, and the sets of the known IdPs. `actions` are absent for whoever looks. */
export const ExemptedUrls = ({
  urls,
  sets,
  actions,
}: {
  urls: readonly string[]
  sets: readonly KnownSet[]
  actions: ExemptionActions | undefined
}) => {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const run = async (change: () => ReturnType<ExemptionActions['add']>, done: (added: string[]) => string) => {
    setPending(true)
    const outcome = await outcomeOf(change())
    setPending(false)
    setError(outcome.error)
    if (outcome.error) return false
    toast({ title: done(outcome.data.added), tone: 'good' })
    router.refresh()
    return true
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!actions) return
    const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
    const isDone = await run(
      () => actions.add({ urls: entries }),
      (added) =>
        added.length === 0 ? 'Exempted already' : `${added.join(', ')} ${added.length === 1 ? 'is' : 'are'} exempted`,
    )
    if (isDone) setText('')
    input.current?.focus()
  }
  const remove = async (url: string) => {
    if (!actions) return
    setPending(true)
    const outcome = await outcomeOf(actions.remove({ urls: [url] }))
    setPending(false)
    if (outcome.error) return toast({ title: 'Not removed', description: outcome.error.message, tone: 'bad' })
    toast({ title: `${url} is not exempted any more`, tone: 'good' })
    input.current?.focus()
    router.refresh()
  }
  return (
    <Section
      title="Exempted URLs"
      description="Reached without authentication by traffic of known locations, so that people get to their IdP’s sign-in page before they are signed in."
    >
      <div className="flex flex-col gap-4">
        {actions ? (
          <>
            <div className="flex flex-wrap gap-2">
              {sets.map(({ id, label, urls: wanted }) => {
                const missing = wanted.filter((url) => !urls.includes(url))
                return (
                  <Button
                    key={id}
                    disabled={isPending || missing.length === 0}
                    title={wanted.join(', ')}
                    onClick={() =>
                      void run(
                        () => actions.add({ urls: missing }),
                        () => `${label} is exempted`,
                      )
                    }
                  >
                    <Plus aria-hidden />
                    {missing.length === 0 ? `${label} is exempted` : `Exempt ${label}`}
                  </Button>
                )
              })}
            </div>
            <form noValidate onSubmit={(event) => void submit(event)}>
              <Field
                label="URL"
                description="A host, such as login.example.com; .example.com stands for example.com and every host in it. A path may follow, and counts on http alone."
                error={error?.field === 'urls' ? error.message : undefined}
              >
                <div className="flex gap-2">
                  <Input
                    ref={input}
                    value={text}
                    placeholder=".example.com"
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    onValueChange={setText}
                  />
                  <Button type="submit" disabled={isPending || text.trim() === ''}>
                    Exempt URL
                  </Button>
                </div>
              </Field>
            </form>
            {error && error.field !== 'urls' ? (
              <Callout tone="bad" role="alert" title="Not saved">
                {error.message}
              </Callout>
            ) : null}
          </>
        ) : null}
        {urls.length === 0 ? (
          <p className="text-ink-muted text-sm">Nothing is exempted.</p>
        ) : (
          <ul aria-label="Exempted URLs" className="flex flex-wrap gap-1.5">
            {urls.map((url) => (
              <li
                key={url}
                className="bg-sunken flex h-7 max-w-full items-center gap-0.5 rounded-md border px-2 text-sm"
              >
                <span className="truncate">{url}</span>
                {actions ? (
                  <button
                    type="button"
                    disabled={isPending}
                    aria-label={`Remove ${url}`}
                    className="text-ink-faint hover:bg-hover hover:text-ink -mr-1.5 grid size-6 shrink-0 place-items-center rounded-md"
                    onClick={() => void remove(url)}
                  >
                    <X className="size-3.5" aria-hidden />
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
