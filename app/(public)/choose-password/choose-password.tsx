'use client'

import { useEffect, useState } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { checkPasswordLinkAction } from './actions.ts'
import { PasswordForm } from './password-form.tsx'

type State =
  | { is: 'checking' }
  | { is: 'good'; secret: string; email: string; purpose: 'invite' | 'reset' }
  | { is: 'ended' }
  | { is: 'failed'; problem: string }

/** Reads the link's secret from the fragment, asks the server what it is worth, and shows what to do. */
export function ChoosePassword() {
  const [state, setState] = useState<State>({ is: 'checking' })

  useEffect(() => {
    let isCurrent = true
    const check = async () => {
      const secret = window.location.hash.slice(1)
      const { data, serverError } = await checkPasswordLinkAction({ secret })
      if (!isCurrent) return
      if (data?.state === 'good') setState({ is: 'good', secret, email: data.email, purpose: data.purpose })
      else if (data) setState({ is: 'ended' })
      else setState({ is: 'failed', problem: serverError?.message ?? 'The link is too long to be one of ours.' })
    }
    const run = () => {
      check().catch(
        () => isCurrent && setState({ is: 'failed', problem: 'The server did not answer. Load this page again.' }),
      )
    }
    run()
    // Another link pasted into the same tab changes the fragment without loading the page.
    window.addEventListener('hashchange', run)
    return () => {
      isCurrent = false
      window.removeEventListener('hashchange', run)
    }
  }, [])

  if (state.is === 'checking') {
    return (
      <div className="mt-5 flex flex-col gap-4" aria-busy>
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    )
  }
  if (state.is === 'good') return <PasswordForm {...state} onLinkEnded={() => setState({ is: 'ended' })} />
  if (state.is === 'ended') {
    return (
      <Callout tone="warn" title="This link does not work any more" className="mt-4" role="alert">
        A link works once, until it expires or a newer one is made. Ask an owner of Rollcall for another; the part after
        # belongs to it.
      </Callout>
    )
  }
  return (
    <Callout tone="bad" title="The link could not be checked" className="mt-4" role="alert">
      {state.problem}
    </Callout>
  )
}
