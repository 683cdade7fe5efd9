'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import { RadioCards } from '#components/idp/radio-cards.tsx'
import { Section } from '#components/idp/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeEffect, EffectSettings as Settings } from './actions.ts'

const items = [
  { value: 'save', label: 'on Save', description: 'What is saved is in effect at once.' },
  {
    value: 'activate',
    label: 'on Activate',
    description: 'What is saved waits in a draft, until somebody activates all of it together.',
  },
] as const

/** *Changes take effect*, and which loss of access asks for more than a click. `save` is absent for whoever only looks. */
export const EffectSettings = ({ settings, save }: { settings: Settings; save: ChangeEffect | undefined }) => {
  const router = useRouter()
  const [entry, setEntry] = useState({
    takesEffect: settings.takesEffect,
    lossUsers: String(settings.lossUsers),
    lossPercent: String(settings.lossPercent),
  })
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const submit = async () => {
    if (!save) return
    setPending(true)
    const outcome = await outcomeOf(
      save({ ...entry, lossUsers: wholeOf(entry.lossUsers), lossPercent: wholeOf(entry.lossPercent) }),
    )
    setPending(false)
    setError(outcome.error)
    if (outcome.error) return
    toast({ title: `Changes take effect ${entry.takesEffect === 'save' ? 'on Save' : 'on Activate'}`, tone: 'good' })
    router.refresh()
  }
  const errorAt = (field: string) => (error?.field === field ? error.message : undefined)
  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Section
        title="Changes take effect"
        description="Of IdPs, authentication settings, SAML attributes, locations, exempted URLs, applications and policies. Tokens, blocked people and ended sessions take effect at once either way."
      >
        <div className="flex flex-col gap-5">
          {error && !['lossUsers', 'lossPercent'].includes(error.field ?? '') ? (
            <Callout tone="bad" role="alert" title="Not saved">
              {error.message}
            </Callout>
          ) : null}
          <ChangeAllowed isAllowed={save !== undefined}>
            <RadioCards
              label="Changes take effect"
              value={entry.takesEffect}
              items={items}
              disabled={isPending}
              onValueChange={(takesEffect) => setEntry({ ...entry, takesEffect })}
            />
            <div>
              <p className="mb-2 text-sm font-medium">A typed confirmation is asked for when access is lost by</p>
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="More than so many users" error={errorAt('lossUsers')}>
                  <Input
                    inputMode="numeric"
                    value={entry.lossUsers}
                    disabled={isPending}
                    onValueChange={(lossUsers) => setEntry({ ...entry, lossUsers })}
                  />
                </Field>
                <Field label="Or more than so many percent of all" error={errorAt('lossPercent')}>
                  <Input
                    inputMode="numeric"
                    value={entry.lossPercent}
                    disabled={isPending}
                    onValueChange={(lossPercent) => setEntry({ ...entry, lossPercent })}
                  />
                </Field>
              </div>
            </div>
          </ChangeAllowed>
          {save ? (
            <Button type="submit" variant="primary" className="w-fit" disabled={isPending}>
              Save
            </Button>
          ) : (
            <p className="text-ink-muted text-sm">Only owners change this.</p>
          )}
        </div>
      </Section>
    </form>
  )
}

/** What is no whole number the server refuses at its field. */
const wholeOf = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0)
