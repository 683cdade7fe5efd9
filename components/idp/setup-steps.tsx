'use client'
import { Check } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { cn } from '#components/ui/cn.ts'

export type SetupStep = 1 | 2 | 3

const labels: Record<SetupStep, string> = { 1: 'IdP Information', 2: 'SP Metadata', 3: 'Create IdP' }

/**
 * The three tabs of the set-up. One may go back to any, and on to those that are within reach. Whichever one comes to takes
 * the focus: what was pressed to get there is gone, and Tab would begin at the top of the page.
 */
export const SetupSteps = ({
  current,
  reached,
  onGo,
}: {
  current: SetupStep
  reached: SetupStep
  onGo: (step: SetupStep) => void
}) => {
  const steps = useRef<HTMLOListElement>(null)
  const last = useRef<SetupStep>(1)
  useEffect(() => {
    if (current !== last.current) steps.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
    last.current = current
  }, [current])
  return (
    <nav aria-label="Set-up steps">
      <ol ref={steps} className="flex gap-1 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]">
        {([1, 2, 3] as const).map((step) => {
          const isCurrent = step === current
          const isDone = step < reached && !isCurrent
          return (
            <li key={step}>
              <button
                type="button"
                aria-current={isCurrent ? 'step' : undefined}
                disabled={step > reached}
                onClick={() => onGo(step)}
                className={cn(
                  'flex h-10 items-center gap-2 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap -outline-offset-2 sm:px-3',
                  isCurrent ? 'border-accent-text text-ink' : 'text-ink-muted hover:text-ink disabled:text-ink-faint',
                )}
              >
                <span
                  aria-hidden
                  className={cn(
                    'hidden size-5 place-items-center rounded-full text-xs sm:grid',
                    isCurrent ? 'bg-accent text-accent-ink' : 'bg-hover text-ink-muted',
                  )}
                >
                  {isDone ? <Check className="size-3" /> : step}
                </span>
                {labels[step]}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
