import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import type { Tone } from './tone.ts'

const look: Record<Tone, { icon: typeof Info; box: string; mark: string }> = {
  neutral: { icon: Info, box: 'border-line bg-sunken', mark: 'text-ink-muted' },
  info: { icon: Info, box: 'border-info/25 bg-info-soft', mark: 'text-info' },
  good: { icon: CircleCheck, box: 'border-good/25 bg-good-soft', mark: 'text-good' },
  warn: { icon: TriangleAlert, box: 'border-warn/25 bg-warn-soft', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'border-bad/25 bg-bad-soft', mark: 'text-bad' },
}

/** Something to know before going on. `role="alert"` is the caller's to add for what appears after an action. */
export const Callout = ({
  tone = 'info',
  title,
  children,
  className,
  role,
}: {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  className?: string
  role?: 'alert' | 'status'
}) => {
  const { icon: Icon, box, mark } = look[tone]
  return (
    <div role={role} className={cn('flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm', box, className)}>
      <Icon className={cn('mt-0.5 size-4 shrink-0', mark)} aria-hidden />
      <div className="min-w-0 flex-1">
        {title ? <p className="text-ink font-medium">{title}</p> : null}
        {children ? <div className="text-ink-muted">{children}</div> : null}
      </div>
    </div>
  )
}
