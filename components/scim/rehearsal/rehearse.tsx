'use client'
import { type FormEvent, useRef, useState } from 'react'
import { type Answer, type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import type { Asked, DialogueChoice, Rehearsal } from '#lib/services/rehearsal/index.ts'
import { DialogueFields } from './dialogue-fields.tsx'
import { RehearsalResult } from './rehearsal-result.tsx'
import { emptyRequest, RequestFields, type WrittenRequest } from './request-fields.tsx'

/** Chooses or writes a request, and shows what would come of it. */
export const Rehearse = ({
  idpId,
  dialogues,
  rehearse,
}: {
  idpId: string
  dialogues: readonly DialogueChoice[]
  rehearse: (input: { idpId: string; asked: Asked }) => Answer<Rehearsal>
}) => {
  const [kind, setKind] = useState<'request' | 'step'>('request')
  const [request, setRequest] = useState<WrittenRequest>(emptyRequest)
  const [picked, setPicked] = useState<{ dialogue: string; step: number }>()
  // Unless one was picked, what an IdP like this one sends first.
  const chosen = picked ?? { dialogue: dialogues[0]?.id ?? '', step: 0 }
  const [last, setLast] = useState<{ idpId: string; shown: Rehearsal | undefined }>()
  // What was shown of another IdP says nothing of this one; what was written is kept.
  const shown = last?.idpId === idpId ? last.shown : undefined
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const result = useRef<HTMLDivElement>(null)

  const run = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const asked: Asked = kind === 'request' ? { kind, ...request } : { kind, ...chosen }
    const outcome = await outcomeOf(rehearse({ idpId, asked }))
    setPending(false)
    setError(outcome.error)
    setLast({ idpId, shown: outcome.data })
    if (outcome.data) requestAnimationFrame(() => result.current?.focus())
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 @4xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <Card className="p-4">
        <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
          <SegmentedControl
            label="What to rehearse"
            value={kind}
            items={[
              { value: 'request', label: 'Written request' },
              { value: 'step', label: 'Recorded dialogue' },
            ]}
            onValueChange={(value) => setKind(value === 'step' ? 'step' : 'request')}
          />
          {kind === 'request' ? (
            <RequestFields request={request} onChange={setRequest} error={error} />
          ) : (
            <DialogueFields
              dialogues={dialogues}
              chosen={chosen}
              onChange={setPicked}
              onEdit={(step) => {
                setRequest(step)
                setKind('request')
              }}
            />
          )}
          {error && error.field === undefined ? (
            <Callout tone="bad" role="alert" title="Not rehearsed">
              {error.message}
            </Callout>
          ) : null}
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" disabled={isPending}>
              {isPending ? 'Rehearsing…' : 'Rehearse'}
            </Button>
            <span className="text-ink-muted text-sm">Leaves no trace: no user, no group, no log.</span>
          </div>
        </form>
      </Card>
      {shown ? (
        // Moved to once it is there, so that it is read from its beginning.
        <div ref={result} tabIndex={-1} className="min-w-0 outline-hidden">
          <RehearsalResult shown={shown} />
        </div>
      ) : (
        <Card className="text-ink-muted p-6 text-sm">
          <p className="text-ink mb-1 font-medium">Nothing rehearsed yet</p>
          The answer appears here, with what would change: attributes and members before and after, and who would lose
          access.
        </Card>
      )}
    </div>
  )
}
