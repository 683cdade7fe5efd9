'use client'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { InstantInput } from './instant-input.tsx'
import type { Question } from './question.ts'

/** When it is asked, and when they had signed in. */
export const SimulatorTimes = ({
  question,
  problems,
  set,
}: {
  question: Question
  problems: Partial<Question>
  set: (change: Partial<Question>) => void
}) => {
  const isInvented = question.who === 'invented'
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Time of the request" error={problems.at}>
        <div className="grid gap-2 sm:grid-cols-2">
          <Select
            aria-label="Time of the request"
            items={[
              { value: '', label: 'Now' },
              { value: 'at', label: 'At a time…' },
            ]}
            value={question.at === '' ? '' : 'at'}
            onValueChange={(choice) => set({ at: choice === '' ? '' : thisMinute() })}
          />
          {question.at === '' ? null : <InstantInput value={question.at} onChange={(at) => set({ at })} />}
        </div>
      </Field>
      <Field label="Last sign-in" error={problems.signedIn}>
        <div className="grid gap-2 sm:grid-cols-2">
          <Select
            aria-label="Last sign-in"
            items={[
              { value: '', label: isInvented ? 'Just then' : 'As is known' },
              { value: 'never', label: 'Never' },
              { value: 'at', label: 'At a time…' },
            ]}
            value={isTime(question.signedIn) ? 'at' : question.signedIn}
            onValueChange={(choice) => set({ signedIn: choice === 'at' ? thisMinute() : choice })}
          />
          {isTime(question.signedIn) ? (
            <InstantInput value={question.signedIn} onChange={(signedIn) => set({ signedIn })} />
          ) : null}
        </div>
      </Field>
    </div>
  )
}

const isTime = (text: string): boolean => text !== '' && text !== 'never'

const thisMinute = (): string => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString()
