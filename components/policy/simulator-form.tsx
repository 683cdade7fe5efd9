'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { type Question, questionHref, readRequest } from './question.ts'
import { SimulatorPerson } from './simulator-person.tsx'
import { SimulatorTimes } from './simulator-times.tsx'

type Named = { id: string; name: string }

const UNKNOWN = { value: '', label: 'Not known' }
const choices = (labels: Readonly<Record<string, string>>) => [
  UNKNOWN,
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
]

/** Who wants what, from where. *Decide* puts it into the address. */
export const SimulatorForm = ({
  question,
  isAsked,
  idps,
  applications,
  groups,
  hasDraft,
}: {
  question: Question
  /** The address asks already, so that what is wrong with it is shown at once. */
  isAsked: boolean
  idps: readonly IdpChoice[]
  applications: readonly Named[]
  /** The names of the SCIM groups that somebody invented is in. */
  groups: readonly Named[]
  /** There is a draft to ask. */
  hasDraft: boolean
}) => {
  const router = useRouter()
  const [entry, setEntry] = useState(question)
  const [isTried, setTried] = useState(isAsked)
  const [isPending, startTransition] = useTransition()
  const problems = (isTried ? readRequest(entry).problems : undefined) ?? {}
  const set = (change: Partial<Question>) => setEntry((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!readRequest(entry).problems) startTransition(() => router.push(questionHref(entry), { scroll: false }))
  }
  return (
    <Card className="p-4 sm:p-5">
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {hasDraft ? (
          <SegmentedControl
            label="Decide by"
            value={entry.set}
            items={[
              { value: '', label: 'Published' },
              { value: 'draft', label: 'Draft' },
            ]}
            onValueChange={(chosen) => set({ set: chosen })}
          />
        ) : null}
        <SimulatorPerson question={entry} problems={problems} idps={idps} groups={groups} set={set} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Application">
            <Select
              aria-label="Application"
              items={[
                { value: '', label: 'Found by the destination' },
                ...applications.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={entry.application}
              onValueChange={(application) => set({ application })}
            />
          </Field>
          {entry.application === '' ? (
            <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-2">
              <Field label="Destination" error={problems.destination}>
                <Input
                  value={entry.destination}
                  placeholder="wiki.example.com:443"
                  spellCheck={false}
                  autoCapitalize="none"
                  autoComplete="off"
                  onValueChange={(destination) => set({ destination })}
                />
              </Field>
              <Field label="Protocol">
                <Select
                  aria-label="Protocol"
                  items={[
                    { value: '', label: 'TCP' },
                    { value: 'udp', label: 'UDP' },
                  ]}
                  value={entry.protocol}
                  onValueChange={(protocol) => set({ protocol })}
                />
              </Field>
            </div>
          ) : null}
        </div>
        <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field label="Client Type">
            <Select
              aria-label="Client Type"
              items={choices(clientTypes)}
              value={entry.client}
              onValueChange={(client) => set({ client })}
            />
          </Field>
          <Field label="Platform">
            <Select
              aria-label="Platform"
              items={choices(platforms)}
              value={entry.platform}
              onValueChange={(platform) => set({ platform })}
            />
          </Field>
          <Field label="Country Code" error={problems.country}>
            <Input
              value={entry.country}
              placeholder="Not known"
              maxLength={2}
              spellCheck={false}
              autoComplete="off"
              onValueChange={(country) => set({ country: country.toUpperCase() })}
            />
          </Field>
          <Field label="IP Address" error={problems.address}>
            <Input
              value={entry.address}
              placeholder="Not known"
              spellCheck={false}
              autoComplete="off"
              onValueChange={(address) => set({ address })}
            />
          </Field>
        </div>
        <SimulatorTimes question={entry} problems={problems} set={set} />
        <div>
          <Button type="submit" variant="primary" disabled={isPending}>
            Decide access
          </Button>
        </div>
      </form>
    </Card>
  )
}
