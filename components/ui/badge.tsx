import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import { softTone, type Tone } from './tone.ts'

/** A state in a word or two. */
export const Badge = ({
  tone = 'neutral',
  children,
  className,
  title,
}: {
  tone?: Tone
  children: ReactNode
  className?: string
  title?: string
}) => (
  <span
    title={title}
    className={cn(
      'inline-flex h-5 w-fit items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
      softTone[tone],
      className,
    )}
  >
    {children}
  </span>
)
