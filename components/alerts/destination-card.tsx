'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { outcomeOf } from '#components/idp/actions.ts'
import { Facts } from '#components/scim/facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { DestinationView } from '#lib/services/alerts/index.ts'
import { alertSeverities, labelOf } from '#lib/table/alert-words.ts'
import type { DestinationActions, Tested } from './actions.ts'
import { answerText } from './answer-text.ts'
import { DestinationForm } from './destination-form.tsx'

type Asked = 'edit' | 'delete' | 'renew'

/** A destination and what can be done with it. */
export const DestinationCard = ({
  destination,
  actions,
  onSecret,
}: {
  destination: DestinationView
  actions: DestinationActions
  onSecret: (name: string, secret: string) => void
}) => {
  const router = useRouter()
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [asked, setAsked] = useState<Asked>()
  const [tested, setTested] = useState<Tested>()
  const [problem, setProblem] = useState<string>()
  const { id, type, entry, previousSecretUntil } = destination
  const { name } = entry
  const close = () => {
    setAsked(undefined)
    setProblem(undefined)
  }
  const test = () =>
    startTransition(async () => {
      const { data, error } = await outcomeOf(actions.test({ id }))
      setTested(data)
      setProblem(error?.message)
      router.refresh()
    })
  const remove = () =>
    startTransition(async () => {
      const { error } = await outcomeOf(actions.remove({ id }))
      if (error) return setProblem(error.message)
      close()
      toast({ title: `${name} was deleted`, tone: 'good' })
      router.refresh()
    })
  const renew = () =>
    startTransition(async () => {
      const result = await confirmed(() => actions.renew({ id }))
      if (!result) return close()
      if (!result.data) return setProblem(result.serverError?.message ?? 'The server gave no answer. Try again.')
      close()
      onSecret(name, result.data.secret)
      router.refresh()
    })
  return (
    <Card className="p-4">
      <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 text-sm font-semibold break-words">{name}</h3>
        <Badge>{type === 'webhook' ? 'Webhook' : 'E-mail'}</Badge>
        {entry.isEnabled ? null : <Badge tone="warn">Switched off</Badge>}
      </div>
      <Facts
        facts={[
          type === 'webhook'
            ? { label: 'URL', value: <code className="text-xs break-all">{entry.url}</code> }
            : { label: 'Recipients', value: entry.recipients.split('\n').join(', ') },
          { label: 'Alerts from', value: labelOf(alertSeverities, entry.leastSeverity) },
          ...(previousSecretUntil === null
            ? []
            : [
                {
                  label: 'Earlier secret',
                  value: (
                    <>
                      signs too until <Time at={previousSecretUntil} format="exact" />
                    </>
                  ),
                },
              ]),
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" disabled={isPending} onClick={test} aria-label={`Send test to ${name}`}>
          {isPending && asked === undefined ? 'Sending…' : 'Send test'}
        </Button>
        <Button size="sm" onClick={() => setAsked('edit')} aria-label={`Edit ${name}`}>
          Edit
        </Button>
        {type === 'webhook' ? (
          <Button size="sm" onClick={() => setAsked('renew')} aria-label={`New secret for ${name}`}>
            New secret…
          </Button>
        ) : null}
        <Button size="sm" onClick={() => setAsked('delete')} aria-label={`Delete ${name}`}>
          Delete…
        </Button>
      </div>
      {tested && !isPending ? <TestResult tested={tested} /> : null}
      {problem !== undefined && asked === undefined ? (
        <Callout tone="bad" role="alert" title="Not sent" className="mt-3">
          {problem}
        </Callout>
      ) : null}
      {asked === 'edit' ? (
        <DestinationForm type={type} edited={destination} actions={actions} onMade={onSecret} onClose={close} />
      ) : null}
      <ConfirmDialog
        open={asked === 'delete'}
        onOpenChange={close}
        title={`Delete ${name}?`}
        confirmLabel="Delete destination"
        tone="danger"
        isPending={isPending}
        onConfirm={remove}
      >
        <p className="text-sm">
          Alerts that wait to be sent there are given up, and the list of what was sent is deleted.
        </p>
        <Problem text={problem} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'renew'}
        onOpenChange={close}
        title={`New secret for ${name}?`}
        confirmLabel="Make new secret"
        isPending={isPending}
        onConfirm={renew}
      >
        <p className="text-sm">
          The secret of now signs beside the new one for 24 hours. Give the receiver the new one before they are over.
        </p>
        <Problem text={problem} />
      </ConfirmDialog>
    </Card>
  )
}

const Problem = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className="text-bad mt-2 text-sm">
      {text}
    </p>
  )

const TestResult = ({ tested }: { tested: Tested }) => {
  const isGood = tested.every(({ outcome }) => outcome.isDelivered)
  return (
    <Callout
      tone={isGood ? 'good' : 'bad'}
      role="alert"
      title={isGood ? 'The test was delivered' : 'The test was not delivered'}
      className="mt-3"
    >
      <ul className="flex flex-col gap-1">
        {tested.map(({ target, outcome }) => (
          <li key={target} className="break-words">
            {tested.length > 1 ? `${target}: ` : ''}
            {answerText(outcome) || 'No words came with it.'}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
