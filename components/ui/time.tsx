'use client'
import { localText, relativeText, utcText } from './format-time.ts'
import { useNow } from './now.ts'

/** An instant: relative (default) or exact in the viewer's zone; exact UTC on hover. Until the browser's zone is known it reads in UTC. */
export const Time = ({
  at,
  format = 'relative',
  className,
}: {
  at: string
  format?: 'relative' | 'exact'
  className?: string
}) => {
  const now = useNow()
  const text = now === undefined ? utcText(at) : format === 'relative' ? relativeText(at, now) : localText(at)
  return (
    <time dateTime={at} title={utcText(at)} className={className}>
      {text}
    </time>
  )
}
