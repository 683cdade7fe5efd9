import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { cn } from '#components/ui/cn.ts'
import type { Connection, ConnectStep } from '#lib/services/connect/index.ts'
import { placeOf } from './places.ts'

/** The steps to *Connected*: what has happened by itself ticks itself off. */
export const StepList = ({ idpId, connection }: { idpId: string; connection: Connection }) => {
  const next = connection.steps.find(({ state }) => state === 'waiting' || state === 'todo')
  return (
    <section aria-labelledby="steps">
      <Card>
        <header className="flex flex-wrap items-center gap-x-3 border-b px-4 py-3">
          <h2 id="steps" className="text-base font-semibold">
            Steps
          </h2>
          <p className="text-ink-muted ml-auto text-sm tabular-nums">
            {connection.done} of {connection.steps.length} done
          </p>
        </header>
        <ol className="divide-line divide-y">
          {connection.steps.map((step, index) => (
            <Step key={step.key} idpId={idpId} step={step} number={index + 1} isNext={step === next} />
          ))}
        </ol>
      </Card>
    </section>
  )
}

const Step = ({
  idpId,
  step,
  number,
  isNext,
}: {
  idpId: string
  step: ConnectStep
  number: number
  isNext: boolean
}) => {
  const { state, title, text, next, at } = step
  const place = step.place && placeOf(step.place, idpId)
  const isOpen = state === 'todo' && !isNext
  return (
    <li
      className={cn('flex gap-3 px-4 py-3 text-sm', isNext && 'bg-accent-soft')}
      aria-current={isNext ? 'step' : undefined}
    >
      <Mark state={state}>{number}</Mark>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className={cn('font-medium', isOpen && 'text-ink-muted')}>{title}</h3>
          <Badge tone={marks[state].tone}>{marks[state].label}</Badge>
        </div>
        {text === undefined ? null : <p className="mt-0.5">{text}</p>}
        {next === undefined ? null : <p className="text-ink-muted mt-0.5">{next}</p>}
        <div className="text-ink-muted mt-0.5 flex flex-wrap items-center gap-x-4 text-xs">
          {at ? (
            <span>
              {at.what} <Time at={at.at} />
            </span>
          ) : null}
          {place ? (
            <Link
              href={place.href}
              prefetch={false}
              className="text-accent-text inline-flex min-h-6 items-center text-sm hover:underline"
            >
              {place.label}
            </Link>
          ) : null}
        </div>
      </div>
    </li>
  )
}

const marks = {
  done: { label: 'Done', tone: 'good' },
  warning: { label: 'Look at it', tone: 'warn' },
  waiting: { label: 'Waiting', tone: 'info' },
  todo: { label: 'To do', tone: 'neutral' },
} as const

const Mark = ({ state, children }: { state: ConnectStep['state']; children: ReactNode }) => (
  <span
    aria-hidden
    className={cn(
      'mt-px grid size-5 shrink-0 place-items-center rounded-full text-xs font-medium tabular-nums [&_svg]:size-3',
      state === 'done' && 'bg-good-soft text-good',
      state === 'warning' && 'bg-warn-soft text-warn',
      state === 'waiting' && 'bg-info-soft text-info',
      state === 'todo' && 'bg-hover text-ink-muted',
    )}
  >
    {state === 'done' ? <Check /> : state === 'warning' ? <TriangleAlert /> : children}
  </span>
)
