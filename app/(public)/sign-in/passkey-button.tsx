'use client'

import { startAuthentication } from '@simplewebauthn/browser'
import { KeyRound } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { beginPasskeySignInAction, signInWithPasskeyAction } from './actions.ts'

/** Signs in with whatever passkey this browser can reach. */
export function PasskeyButton({
  returnTo,
  variant = 'secondary',
}: {
  returnTo: string
  variant?: 'primary' | 'secondary'
}) {
  const [isPending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string>()

  const run = async () => {
    setProblem(undefined)
    const begun = await beginPasskeySignInAction()
    if (!begun.data) return setProblem(begun.serverError?.message)
    const response = await startAuthentication({ optionsJSON: begun.data }).catch(() => undefined)
    if (!response) return setProblem('No passkey was used. Try again, or sign in with your password.')
    const result = await signInWithPasskeyAction({ response, returnTo })
    setProblem(result?.serverError?.message)
  }

  return (
    <>
      <Button variant={variant} disabled={isPending} onClick={() => startTransition(run)} className="h-9 w-full">
        <KeyRound aria-hidden />
        {isPending ? 'Waiting for the passkey…' : 'Sign in with a passkey'}
      </Button>
      {problem ? (
        <Callout role="alert" tone="bad" title="Not signed in">
          {problem}
        </Callout>
      ) : null}
    </>
  )
}
