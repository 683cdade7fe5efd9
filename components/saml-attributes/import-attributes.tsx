'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ImportableAttribute } from '#lib/services/saml-attributes/index.ts'
import type { Provider, SamlAttributeActions } from './actions.ts'
import { attributesOfHref } from './paths.ts'

type Line = ImportableAttribute & { isChosen: boolean }

/** *Import SAML Attributes*: those that are new, each under a name of one's own choice. */
export const ImportAttributes = ({
  provider,
  found,
  add,
}: {
  provider: Provider
  found: readonly ImportableAttribute[]
  add: SamlAttributeActions['add']
}) => {
  const router = useRouter()
  const [lines, setLines] = useState<Line[]>(() => found.map((each) => ({ ...each, isChosen: true })))
  const [error, setError] = useState<FormError>()
  const [isSaving, setSaving] = useState(false)
  const chosen = lines.filter((line) => line.isChosen)
  const set = (samlAttribute: string, change: Partial<Line>) => {
    setLines((before) => before.map((line) => (line.samlAttribute === samlAttribute ? { ...line, ...change } : line)))
    setError(undefined)
  }
  const save = async () => {
    setSaving(true)
    const entries = chosen.map(({ name, samlAttribute }) => ({ name, samlAttribute }))
    const outcome = await outcomeOf(add({ idpId: provider.id, entries }))
    setSaving(false)
    if (outcome.error) return setError(outcome.error)
    toast({
      title: entries.length === 1 ? '1 attribute was added' : `${entries.length} attributes were added`,
      tone: 'good',
    })
    router.push(attributesOfHref(provider.id))
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {error ? (
        <Callout tone="bad" role="alert" title="Not saved">
          {error.message}
        </Callout>
      ) : null}
      <ul className="flex flex-col gap-2">
        {lines.map((line) => (
          <li key={line.samlAttribute}>
            <Card className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-2 p-3 sm:grid-cols-[auto_minmax(0,16rem)_minmax(0,1fr)]">
              <span className="pt-8">
                <Checkbox
                  checked={line.isChosen}
                  disabled={isSaving}
                  aria-label={`Import ${line.samlAttribute}`}
                  onToggle={(isChosen) => set(line.samlAttribute, { isChosen })}
                />
              </span>
              <Field label="Name">
                <Input
                  value={line.name}
                  disabled={isSaving || !line.isChosen}
                  autoComplete="off"
                  onValueChange={(name) => set(line.samlAttribute, { name })}
                />
              </Field>
              <dl className="col-start-2 min-w-0 text-sm sm:col-start-3">
                <dt className="text-ink-muted">SAML Attribute</dt>
                <dd className="font-mono text-xs leading-5 break-all">{line.samlAttribute}</dd>
                <dt className="text-ink-muted">{line.values.length === 1 ? 'Value' : 'Values'} in this sign-in</dt>
                <dd className="break-words">{line.values.join(' · ') || 'empty'}</dd>
              </dl>
            </Card>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={attributesOfHref(provider.id)}>Cancel</LinkButton>
        <Button type="submit" variant="primary" disabled={isSaving || chosen.length === 0}>
          {chosen.length === 1 ? 'Add 1 attribute' : `Add ${chosen.length} attributes`}
        </Button>
      </div>
    </form>
  )
}
