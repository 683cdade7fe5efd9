'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { Section } from '#components/idp/section.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ReauthenticationStatus } from '#lib/services/authentication-settings/force-reauthentication.ts'
import { formatCount } from '#lib/table/words.ts'
import type { SettingsActions } from './actions.ts'

const look = {
  none: { tone: 'neutral', label: 'None' },
  completed: { tone: 'good', label: 'Completed' },
  'in-progress': { tone: 'info', label: 'In Progress' },
  error: { tone: 'bad', label: 'Error' },
} as const

/** *Force Reauthentication*: where it stands, and the button that starts it. `sessions`: what it would end. */
export const ForceReauthentication = ({
  status,
  sessions,
  start,
}: {
  status: ReauthenticationStatus
  sessions: number
  start: SettingsActions['forceReauthentication'] | undefined
}) => {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [isPending, setPending] = useState(false)
  const { tone, label } = look[status.state]
  const count = sessions === 1 ? '1 open session ends' : `${formatCount(sessions)} open sessions end`
  const go = async () => {
    if (!start) return
    setPending(true)
    const outcome = await outcomeOf(start())
    setPending(false)
    if (outcome.error) return toast({ title: 'Not started', description: outcome.error.message, tone: 'bad' })
    setOpen(false)
    toast({ title: 'Everybody signs in anew', tone: 'good' })
    router.refresh()
  }
  return (
    <Section
      title="Force Reauthentication"
      description="Ends the sessions of all users at once, whichever IdP they are of."
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="text-sm">
          <p className="flex flex-wrap items-center gap-2">
            Status <Badge tone={tone}>{label}</Badge>
          </p>
          {status.state === 'none' ? null : (
            <p className="text-ink-muted mt-1">
              Started <Time at={status.startedAt} />
              {'left' in status ? `, ${formatCount(status.left)} sessions still to be marked; they open nothing` : ''}
            </p>
          )}
        </div>
        {start ? <Button onClick={() => setOpen(true)}>Start</Button> : null}
      </div>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Make every user sign in again?"
        description={`${sessions === 0 ? 'No user session is open now' : count}. Administrators of this portal stay signed in.`}
        confirmLabel="Force reauthentication"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void go()}
      />
    </Section>
  )
}
