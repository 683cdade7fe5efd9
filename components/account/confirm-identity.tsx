'use client'
import { createContext, type FormEvent, type ReactNode, useContext, useRef, useState, useTransition } from 'react'
import type { Answer } from '#components/administration/answer.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type Run = <T>(action: () => Answer<T>) => Answer<T>

const Context = createContext<Run | undefined>(undefined)

/**
 * Runs an action that the server may refuse with `unconfirmed`, since it is long ago that this administrator proved who
 * they are: then asks for the password, and runs it again. Undefined when they would rather not.
 */
export const useConfirmed = (): Run => {
  const run = useContext(Context)
  if (!run) throw new Error('useConfirmed needs ConfirmIdentity around it')
  return run
}

/**
 * Asks for the password when something sensitive is done below. `ssoIdp`: of a session that SSO opened, the IdP to prove it at
 * instead, since there may be no password.
 */
export const ConfirmIdentity = ({
  confirm,
  ssoIdp = null,
  children,
}: {
  confirm: (input: { password: string }) => Answer<unknown>
  ssoIdp?: string | null
  children: ReactNode
}) => {
  const [isAsking, setAsking] = useState(false)
  const settle = useRef<((isConfirmed: boolean) => void) | undefined>(undefined)

  const run: Run = async (action) => {
    const first = await action()
    if (first?.serverError?.code !== 'unconfirmed') return first
    const isConfirmed = await new Promise<boolean>((resolve) => {
      settle.current = resolve
      setAsking(true)
    })
    return isConfirmed ? action() : undefined
  }
  const end = (isConfirmed: boolean) => {
    setAsking(false)
    settle.current?.(isConfirmed)
  }

  return (
    <Context value={run}>
      {children}
      {isAsking ? <PasswordDialog confirm={confirm} ssoIdp={ssoIdp} onEnd={end} /> : null}
    </Context>
  )
}

const PasswordDialog = ({
  confirm,
  ssoIdp,
  onEnd,
}: {
  confirm: (input: { password: string }) => Answer<unknown>
  ssoIdp: string | null
  onEnd: (isConfirmed: boolean) => void
}) => {
  const [isPending, startTransition] = useTransition()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Dialogs lie inside each other in React's tree: the form behind is not meant.
    event.stopPropagation()
    startTransition(async () => {
      const result = await confirm({ password })
      if (result && !result.serverError && !result.validationErrors) onEnd(true)
      else setProblem(result?.serverError?.message ?? 'Enter your password.')
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onEnd(false)
      }}
      title="Confirm that it is you"
      description="This changes who can get in, so Rollcall asks for your password again."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Password" error={problem}>
          <Input
            type="password"
            autoComplete="current-password"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
            autoFocus
            value={password}
            onValueChange={setPassword}
          />
        </Field>
        {ssoIdp === null ? null : (
          <p className="text-ink-muted text-sm">
            Or{' '}
            <a href={signInAgain(ssoIdp)} className="text-accent-text underline">
              sign in again with SSO
            </a>{' '}
            and come back. What you entered on the page is lost.
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onEnd(false)}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || password === ''}>
            {isPending ? 'Confirming…' : 'Confirm'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Read when the dialog shows, in the browser: the address of the page itself is the one to come back to. */
const signInAgain = (idpId: string): string =>
  `/saml/${idpId}/login?purpose=admin&return=${encodeURIComponent(location.pathname + location.search)}`
