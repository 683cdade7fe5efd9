'use client'
import { useState, useTransition } from 'react'
import type { Answer } from '#components/administration/answer.ts'
import { methodLabels } from '#components/administration/words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SessionView } from '#lib/services/sessions.ts'

/** Where somebody is signed in, each with the way to end it. */
export const SessionList = ({
  sessions,
  revoke,
}: {
  sessions: readonly SessionView[]
  revoke: (handle: string) => Answer<unknown>
}) => {
  const [isPending, startTransition] = useTransition()
  const [ending, setEnding] = useState<string>()
  const end = (session: SessionView) => {
    setEnding(session.handle)
    startTransition(async () => {
      const result = await revoke(session.handle)
      if (result?.serverError) toast({ title: 'Not ended', description: result.serverError.message, tone: 'bad' })
      else if (result) toast({ title: `${session.device} is signed out`, tone: 'good' })
    })
  }
  if (sessions.length === 0) return <p className="text-ink-muted text-sm">Not signed in anywhere.</p>
  return (
    <ul className="divide-line divide-y rounded-md border">
      {sessions.map((session) => (
        <li key={session.handle} className="flex items-center justify-between gap-3 px-3 py-2">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 text-sm font-medium" title={session.userAgent}>
              {session.device}
              {session.isCurrent ? <Badge tone="good">This session</Badge> : null}
            </p>
            <p className="text-ink-muted text-xs leading-5">
              {methodLabels[session.method]} · <span className="font-mono">{session.address}</span> · since{' '}
              <Time at={session.createdAt} /> · last seen <Time at={session.lastSeenAt} />
            </p>
          </div>
          {session.isCurrent ? null : (
            <Button
              size="sm"
              disabled={isPending && ending === session.handle}
              aria-label={`End session: ${session.device}, ${session.address}`}
              onClick={() => end(session)}
            >
              End session
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
