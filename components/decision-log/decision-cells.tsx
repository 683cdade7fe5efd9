import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import type { Tone } from '#components/ui/tone.ts'
import { loggedActions, loggedReasons, type LoggedAction, type LoggedReason } from '#lib/table/decision-log.ts'
import { cn } from '#components/ui/cn.ts'

const tones: Readonly<Partial<Record<LoggedAction, Tone>>> = { allow: 'good', block: 'bad', 'sign-in': 'warn' }

export const ActionBadge = ({ action }: { action: LoggedAction }) => (
  <Badge tone={tones[action] ?? 'info'}>{labelOf(loggedActions, action)}</Badge>
)

export const reasonLabel = (reason: LoggedReason): string => labelOf(loggedReasons, reason)

/** What a value is called; a value of another version of Rollcall is its own name. */
export const labelOf = (choices: readonly { value: string; label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value

/** A name that leads to what it names. */
export const NameLink = ({ href, children, className }: { href: string; children: string; className?: string }) => (
  <Link
    href={href}
    className={cn('hover:text-accent-text block max-w-40 truncate hover:underline max-md:max-w-full', className)}
  >
    {children}
  </Link>
)
