'use client'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { countdownText } from './session-end.ts'

/** The last minutes of a session. `isFinal`: it ends however much it is used, and can only be begun anew. */
export const SessionWarning = ({
  endsAt,
  isFinal,
  onStay,
  onSignOut,
}: {
  /** By this browser's clock. */
  endsAt: number
  isFinal: boolean
  onStay: () => Promise<void>
  onSignOut: () => Promise<void>
}) => {
  const [left, setLeft] = useState(() => endsAt - Date.now())
  const [isPending, setPending] = useState(false)
  const [isHidden, setHidden] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => setLeft(endsAt - Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [endsAt])
  const run = async (work: () => Promise<void>) => {
    setPending(true)
    await work().finally(() => setPending(false))
  }
  if (isHidden) return null
  return (
    <Dialog
      open
      onOpenChange={() => (isFinal ? setHidden(true) : void run(onStay))}
      dismissible={isFinal}
      title={isFinal ? 'You will be signed out soon' : 'Are you still there?'}
      description={
        isFinal
          ? 'This session has reached its longest time. Save what you are at, then sign in again.'
          : 'You will be signed out, since nothing has been asked of this portal for a while. What is not saved is lost then.'
      }
      footer={
        <>
          <Button disabled={isPending} onClick={() => void run(onSignOut)}>
            Sign out
          </Button>
          {isFinal ? (
            <Button variant="primary" onClick={() => setHidden(true)}>
              Go on until then
            </Button>
          ) : (
            <Button variant="primary" disabled={isPending} onClick={() => void run(onStay)}>
              Stay signed in
            </Button>
          )}
        </>
      }
    >
      {/* Told once when the dialog opens; a countdown read aloud each second would be a torment. */}
      <p className="text-xl font-semibold tabular-nums" role="timer">
        {countdownText(left)}
      </p>
    </Dialog>
  )
}
