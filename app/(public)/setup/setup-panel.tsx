'use client'

import { useEffect, useState } from 'react'
import { LinkButton } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { checkSetupLinkAction } from './actions.ts'
import { SetupForm } from './setup-form.tsx'

type State = 'checking' | 'good' | 'ended' | 'done' | { failed: string }

/** Reads the link's secret from the fragment, asks the server what it is worth, and shows what to do. */
export function SetupPanel() {
  const [secret, setSecret] = useState('')
  const [state, setState] = useState<State>('checking')

  useEffect(() => {
    let isCurrent = true
    const check = async () => {
      const fragment = window.location.hash.slice(1)
      const result = await checkSetupLinkAction({ secret: fragment })
      if (!isCurrent) return
      setSecret(fragment)
      setState(result.data ?? { failed: result.serverError?.message ?? 'The link is too long to be one of ours.' })
    }
    const run = () => {
      check().catch(() => isCurrent && setState({ failed: 'The server did not answer. Load this page again.' }))
    }
    run()
    // A newer link pasted into the same tab changes the fragment without loading the page.
    window.addEventListener('hashchange', run)
    return () => {
      isCurrent = false
      window.removeEventListener('hashchange', run)
    }
  }, [])

  if (state === 'checking') {
    return (
      <div className="mt-5 flex flex-col gap-4" aria-busy>
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    )
  }
  if (state === 'good') return <SetupForm secret={secret} onLinkEnded={() => setState('ended')} />
  if (state === 'done') {
    return (
      <>
        <Callout tone="good" title="Rollcall is set up already" className="mt-4">
          There is an administrator, so set-up links have ended. Sign in, or ask an owner for an account.
        </Callout>
        <LinkButton href="/sign-in" variant="primary" className="mt-4 h-9 w-full">
          Sign in
        </LinkButton>
      </>
    )
  }
  if (state === 'ended') {
    return (
      <Callout tone="warn" title="This set-up link does not work any more" className="mt-4" role="alert">
        A link works once, for 24 hours, until the server starts again. Restart Rollcall and open the newest link it
        prints to its terminal; the part after # belongs to it.
      </Callout>
    )
  }
  return (
    <Callout tone="bad" title="The link could not be checked" className="mt-4" role="alert">
      {state.failed}
    </Callout>
  )
}
