import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import { changeLabels, kindLabels, lineWords, pageOfThing, policyLabels } from './change-words.ts'

const tones: Readonly<Record<ChangeView['change'], Tone>> = { create: 'good', update: 'info', delete: 'bad' }

/** What changes, by kind and thing; each opens to what differs in it. `onDiscard` absent: nothing of it can be discarded. */
export const ChangeList = ({
  changes,
  hasLinks,
  onDiscard,
}: {
  changes: readonly ChangeView[]
  hasLinks: boolean
  onDiscard?: ((change: ChangeView) => void) | undefined
}) => (
  <div className="flex flex-col gap-4">
    {(Object.keys(kindLabels) as ChangeView['kind'][]).map((kind) => {
      const own = changes.filter((change) => change.kind === kind)
      if (own.length === 0) return null
      return (
        <section key={kind} aria-label={kindLabels[kind]}>
          <h3 className="text-ink-muted mb-1.5 text-xs font-medium">{kindLabels[kind]}</h3>
          <ul className="divide-line bg-surface shadow-card divide-y rounded-lg border">
            {own.map((change) => (
              <li key={change.id}>
                <Change change={change} hasLink={hasLinks} onDiscard={onDiscard} />
              </li>
            ))}
          </ul>
        </section>
      )
    })}
  </div>
)

const Change = ({
  change,
  hasLink,
  onDiscard,
}: {
  change: ChangeView
  hasLink: boolean
  onDiscard: ((change: ChangeView) => void) | undefined
}) => (
  <details className="group">
    <summary className="hover:bg-hover flex cursor-pointer list-none flex-wrap items-center gap-x-2.5 gap-y-1 rounded-lg px-3 py-2 text-sm [&::-webkit-details-marker]:hidden">
      <ChevronRight className="text-ink-faint size-4 shrink-0 transition-transform group-open:rotate-90" aria-hidden />
      <Badge tone={tones[change.change]}>{changeLabels[change.change]}</Badge>
      <span className="min-w-0 font-medium wrap-anywhere">{change.name}</span>
      {change.policy === undefined ? null : (
        <span className="text-ink-muted">{policyLabels[change.policy] ?? change.policy}</span>
      )}
      <span className="text-ink-muted ml-auto text-xs">
        {change.by}
        {change.at === undefined ? null : (
          <>
            {' · '}
            <Time at={change.at} />
          </>
        )}
      </span>
    </summary>
    <div className="border-t px-3 py-2 pl-9">
      {change.lines.length === 0 ? (
        <p className="text-ink-muted text-sm">Nothing of it that is shown differs.</p>
      ) : (
        <Lines change={change} />
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        {hasLink && change.change !== 'delete' ? (
          <Link href={pageOfThing(change)} className="text-accent-text inline-block text-sm font-medium">
            Open {change.name}
          </Link>
        ) : null}
        {onDiscard && change.mayDiscard ? (
          <Button size="sm" aria-label={`Discard this change of ${change.name}`} onClick={() => onDiscard(change)}>
            Discard this change
          </Button>
        ) : null}
      </div>
      {onDiscard && !change.mayDiscard ? (
        <p className="text-ink-muted mt-2 text-sm">
          IdPs, Authentication Settings and Locations depend on each other, so this change is discarded with the whole
          draft only.
        </p>
      ) : null}
    </div>
  </details>
)

const Lines = ({ change }: { change: ChangeView }) => (
  <table className="w-full table-fixed border-collapse text-left text-sm max-sm:block">
    <caption className="sr-only">What differs in {change.name}</caption>
    <thead className="max-sm:sr-only">
      <tr className="text-ink-muted border-b text-xs">
        <th scope="col" className="w-1/4 py-1.5 pr-2 font-medium">
          Field
        </th>
        <th scope="col" className="px-2 py-1.5 font-medium">
          Before
        </th>
        <th scope="col" className="py-1.5 pl-2 font-medium">
          After
        </th>
      </tr>
    </thead>
    <tbody className="max-sm:block">
      {change.lines.map(({ field, before, after }) => {
        const { label, text } = lineWords(change.kind, field)
        return (
          <tr key={field} className="border-b align-top last:border-b-0 max-sm:flex max-sm:flex-col max-sm:py-1.5">
            <th scope="row" className="font-normal sm:py-1.5 sm:pr-2">
              {label}
            </th>
            <td className="sm:px-2 sm:py-1.5">
              {change.change === 'create' ? null : (
                <del className="text-bad wrap-anywhere whitespace-pre-line no-underline">
                  {text(before) || <Empty />}
                </del>
              )}
            </td>
            <td className="sm:py-1.5 sm:pl-2">
              {change.change === 'delete' ? null : (
                <ins className="text-good wrap-anywhere whitespace-pre-line no-underline">
                  {text(after) || <Empty />}
                </ins>
              )}
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

const Empty = () => <span className="text-ink-muted">empty</span>
