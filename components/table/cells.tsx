'use client'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { cn } from '#components/ui/cn.ts'
import { exactText, utcText } from '#components/ui/format-time.ts'
import { toggleZone, useZone } from '#components/ui/zone.ts'

/** Nothing there: a dash, which screen readers call "none". */
export const None = () => (
  <span className="text-ink-faint">
    <span aria-hidden>—</span>
    <span className="sr-only">none</span>
  </span>
)

/** An instant; a click switches all of them between local time and UTC. */
export const InstantCell = ({ at }: { at: string }) => {
  const zone = useZone()
  return (
    <button
      type="button"
      onClick={() => toggleZone(zone)}
      title={`${utcText(at)}. Click for ${zone === 'utc' ? 'local time' : 'UTC'}.`}
      className="text-ink-muted hover:bg-hover hover:text-ink -mx-1 min-h-6 rounded-sm px-1 text-left whitespace-nowrap tabular-nums max-md:whitespace-normal"
    >
      <time dateTime={at} suppressHydrationWarning>
        {exactText(at, zone)}
      </time>
    </button>
  )
}

/** Text in one line; the table shows it whole on hover (full-value.tsx). */
export const TextCell = ({ children, className }: { children: string | null; className?: string }) =>
  children ? <span className={cn('block max-w-64 truncate max-md:max-w-full', className)}>{children}</span> : <None />

/** An id, shortened in the middle, where ids differ least. The text stays whole for finding and copying. */
export const IdText = ({ children, className }: { children: string; className?: string }) => (
  <span data-whole={children} className={cn('flex max-w-40 min-w-0 font-mono text-xs max-md:max-w-full', className)}>
    <span className="truncate">{children.slice(0, -6)}</span>
    <span className="shrink-0">{children.slice(-6)}</span>
  </span>
)

/** A value and the button that copies it. */
export const CopyCell = ({
  value,
  label,
  isId = false,
  lead,
  className,
}: {
  value: string | null
  label: string
  isId?: boolean
  lead?: ReactNode
  className?: string
}) =>
  value ? (
    <span className="flex min-w-0 items-center gap-1">
      {lead}
      {isId ? (
        <IdText className={className ?? ''}>{value}</IdText>
      ) : (
        <span className={cn('max-w-64 min-w-0 truncate', className)}>{value}</span>
      )}
      <CopyButton value={value} label={`${label} ${value}`} />
    </span>
  ) : (
    <None />
  )
