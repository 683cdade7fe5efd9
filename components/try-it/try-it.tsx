'use client'
import { Send } from 'lucide-react'
import { useRef, useState } from 'react'
import { outcomeOf, type Answer } from '#components/idp/actions.ts'
import { MethodMark } from '#components/scim-reference/method-mark.tsx'
import type { Preset } from '#components/scim-reference/reference-view.ts'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Attempt, Tried } from '#lib/services/try-it/index.ts'
import { TriedAnswer } from './tried-answer.tsx'

export type TryAction = (input: { idpId: string } & Attempt) => Answer<Tried>

/** *Try it*: a read of the SCIM service, written or chosen, and what it answered. */
export const TryIt = ({
  idp,
  presets,
  first,
  action,
}: {
  idp: { id: string; endpoint: string }
  presets: readonly Preset[]
  /** The key of the one that is ready to be sent. */
  first: string | undefined
  action: TryAction
}) => {
  const initial = presets.find(({ key }) => key === first) ?? presets[0]
  const [chosen, setChosen] = useState(initial?.key ?? '')
  const [attempt, setAttempt] = useState<Attempt>({
    method: initial?.method ?? 'GET',
    target: initial?.target ?? '/Users',
    body: initial?.body ?? '',
  })
  const [tried, setTried] = useState<{ attempt: Attempt; answer: Tried }>()
  const [problem, setProblem] = useState<{ message: string; field?: string | undefined }>()
  const [isSending, setSending] = useState(false)
  const result = useRef<HTMLDivElement>(null)

  const choose = (key: string) => {
    const preset = presets.find((each) => each.key === key)
    if (!preset) return
    setChosen(key)
    setAttempt({ method: preset.method, target: preset.target, body: preset.body })
    setProblem(undefined)
  }
  const change = (part: Partial<Attempt>) => {
    setAttempt((before) => ({ ...before, ...part }))
    setProblem(undefined)
  }
  const send = async () => {
    setSending(true)
    const outcome = await outcomeOf(action({ idpId: idp.id, ...attempt }))
    setSending(false)
    if (outcome.error) {
      setProblem(outcome.error)
      return
    }
    setProblem(undefined)
    setTried({ attempt, answer: outcome.data })
    announce(`Answered ${outcome.data.status}`)
    result.current?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className="flex max-w-[62rem] flex-col gap-4">
      <Card className="p-4 sm:p-5">
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <Field label="Request">
            <Select
              aria-label="Request"
              value={chosen}
              items={presets.map(({ key, label }) => ({ value: key, label }))}
              onValueChange={choose}
            />
          </Field>
          <Field
            label="Path and query"
            description={
              <>
                Behind <span className="break-all">{idp.endpoint}</span>. Blanks and quotes are escaped when it is sent.
              </>
            }
            error={problem?.field === 'target' ? problem.message : undefined}
          >
            <div className="flex items-center gap-2">
              <MethodMark method={attempt.method} className="w-10 shrink-0" />
              <Input
                className="font-mono sm:text-xs"
                spellCheck={false}
                autoComplete="off"
                maxLength={8000}
                value={attempt.target}
                onChange={(event) => change({ target: event.target.value })}
              />
            </div>
          </Field>
          {attempt.method === 'POST' ? (
            <Field label="Body">
              <Textarea
                rows={10}
                className="font-mono sm:text-xs"
                spellCheck={false}
                value={attempt.body}
                onChange={(event) => change({ body: event.target.value })}
              />
            </Field>
          ) : null}
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-muted max-w-2xl text-sm">
              Sent with a token that is made for this one request, can only read, and ends with it. The request is in
              the Audit Logs; in SCIM Sync Logs it shows when it is refused, as with every client.
            </p>
            <Button type="submit" variant="primary" disabled={isSending}>
              <Send aria-hidden />
              {isSending ? 'Sending…' : 'Send'}
            </Button>
          </div>
        </form>
      </Card>
      {problem && problem.field !== 'target' ? (
        <Callout tone="bad" role="alert" title="Not sent">
          {problem.message}
        </Callout>
      ) : null}
      <div ref={result} className="scroll-mb-4">
        {tried ? <TriedAnswer attempt={tried.attempt} answer={tried.answer} /> : null}
      </div>
    </div>
  )
}
