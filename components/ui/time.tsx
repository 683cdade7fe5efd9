'use client'
import { localText, relativeText, utcText } from './format-time.ts'
import { useNow } from './now.ts'
import { useZone } from './zone.ts'

/**
 * An instant: relative (default), or exact in the zone that the viewer chose; exact UTC on hover. Until the browser's zone
 * is known it reads in UTC.
 */
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
  const zone = useZone()
  const exact = zone === 'utc' ? utcText(at) : localText(at)
  const text = now === undefined ? utcText(at) : format === 'relative' ? relativeText(at, now) : exact
  return (
    <time dateTime={at} title={utcText(at)} className={className}>
      {text}
    </time>
  )
}
