import { cn } from '#components/ui/cn.ts'

export type Outcome = 'changed' | 'no-change' | 'rejected'

export const outcomes: readonly Outcome[] = ['changed', 'no-change', 'rejected']

export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  changed: 'Changed',
  'no-change': 'No change',
  rejected: 'Rejected',
}

/** The same hues in marks and charts, as CSS colours. */
export const outcomeColours: Readonly<Record<Outcome, string>> = {
  changed: 'var(--good)',
  'no-change': 'var(--line-strong)',
  rejected: 'var(--bad)',
}

const dots: Readonly<Record<Outcome, string>> = {
  changed: 'bg-good',
  'no-change': 'bg-line-strong',
  rejected: 'bg-bad',
}

/** What became of a request, in a word beside its colour. */
export const OutcomeMark = ({ outcome, className }: { outcome: Outcome; className?: string }) => (
  <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
    <span aria-hidden className={cn('size-2 shrink-0 rounded-full', dots[outcome])} />
    {outcomeLabels[outcome]}
  </span>
)
