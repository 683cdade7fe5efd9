'use client'
import { exactText, relativeText, utcText } from './format-time.ts'
import { useNow } from './now.ts'
import { useZone } from './zone.ts'

/** An instant: relative (default), or exact in the zone that the viewer chose; exact UTC on hover. */
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
  return (
    // A browser may word times a little otherwise than the server (CLDR).
    <time dateTime={at} title={utcText(at)} className={className} suppressHydrationWarning>
      {format === 'relative' ? relativeText(at, now) : exactText(at, zone)}
    </time>
  )
}
