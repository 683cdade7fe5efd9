import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'

export type Fact = { label: string; value: ReactNode; /** Offers the value for copying. */ copy?: string }

/** Names and values, one a line. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="divide-line divide-y text-sm">
    {facts.map((fact) => (
      <div key={fact.label} className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 py-1.5 max-sm:grid-cols-1">
        <dt className="text-ink-muted">{fact.label}</dt>
        <dd className="flex min-w-0 items-start gap-1">
          <span className="min-w-0 break-words">{fact.value}</span>
          {fact.copy ? <CopyButton value={fact.copy} label={fact.label} className="-my-0.5" /> : null}
        </dd>
      </div>
    ))}
  </dl>
)

/** A titled part of a drawer. */
export const Part = ({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) => (
  <section className="mb-6 last:mb-0">
    <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {aside}
    </div>
    {children}
  </section>
)
