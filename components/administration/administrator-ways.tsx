'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AdministratorActions, AdministratorView } from './actions.ts'
import type { Answer } from './answer.ts'
import { OneTimeLink } from './one-time-link.tsx'

type Way = 'sessions' | 'factors' | 'disable' | 'enable' | 'remove'

/** The ways somebody gets in: opened, reset and shut by an owner. What would shut out oneself is not offered. */
export const AdministratorWays = ({
  administrator,
  actions,
}: {
  administrator: AdministratorView
  actions: AdministratorActions
}) => {
  const { id, email, status, isSelf } = administrator
  const confirmed = useConfirmed()
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [asked, setAsked] = useState<Way>()
  const [link, setLink] = useState<{ url: string; expiresAt: string; purpose: 'invite' | 'reset' }>()

  const ways: Record<Way, { run: () => Answer<unknown>; done: string }> = {
    sessions: { run: () => actions.revokeSessions({ id }), done: `${email} is signed out everywhere` },
    factors: { run: () => actions.resetSecondFactors({ id }), done: `${email} has no second factor any more` },
    disable: { run: () => actions.disable({ id }), done: `${email} is disabled` },
    enable: { run: () => actions.enable({ id }), done: `${email} is enabled` },
    remove: { run: () => actions.remove({ id }), done: `${email} is deleted` },
  }
  const run = (way: Way) =>
    startTransition(async () => {
      const result = await confirmed(ways[way].run)
      setAsked(undefined)
      if (!result) return
      if (result.serverError)
        toast({ title: 'Nothing was changed', description: result.serverError.message, tone: 'bad' })
      else toast({ title: ways[way].done, tone: 'good' })
      if (way === 'remove' && !result.serverError) router.push('/administration/administrators')
    })
  const issue = () =>
    startTransition(async () => {
      const result = await confirmed(() => actions.issueLink({ id }))
      if (result?.data) setLink(result.data)
      else if (result?.serverError)
        toast({ title: 'No link was made', description: result.serverError.message, tone: 'bad' })
    })

  const dialog = asked === undefined || asked === 'enable' ? undefined : texts[asked](email)
  return (
    <>
      <ul className="divide-line divide-y rounded-md border text-sm">
        {status === 'disabled' ? (
          <Row text="Disabled: cannot sign in.">
            <Button size="sm" disabled={isPending} onClick={() => run('enable')}>
              Enable
            </Button>
          </Row>
        ) : (
          <Row
            text={
              status === 'invited'
                ? 'The invitation is open. A new link ends the one before.'
                : 'A one-time link to choose another password. The one they have works until then.'
            }
          >
            <Button size="sm" disabled={isPending} onClick={issue}>
              {status === 'invited' ? 'New invitation link' : 'Reset password'}
            </Button>
          </Row>
        )}
        {administrator.secondFactor && !isSelf ? (
          <Row text="For somebody who lost the authenticator app, every passkey and the recovery codes.">
            <Button size="sm" disabled={isPending} onClick={() => setAsked('factors')}>
              Reset second factors…
            </Button>
          </Row>
        ) : null}
        {isSelf ? null : (
          <>
            {status === 'active' ? (
              <Row text="Ends every session, on all devices.">
                <Button size="sm" disabled={isPending} onClick={() => setAsked('sessions')}>
                  Sign out everywhere…
                </Button>
              </Row>
            ) : null}
            {status === 'disabled' ? null : (
              <Row text="Shuts them out at once. What they did and what they are stays.">
                <Button size="sm" disabled={isPending} onClick={() => setAsked('disable')}>
                  Disable…
                </Button>
              </Row>
            )}
            <Row text="Removes the account. Audit Logs keep what they did.">
              <Button size="sm" disabled={isPending} onClick={() => setAsked('remove')}>
                Delete…
              </Button>
            </Row>
          </>
        )}
      </ul>
      {dialog && asked ? (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(undefined)}
          {...dialog}
          isPending={isPending}
          onConfirm={() => run(asked)}
        />
      ) : null}
      {link ? (
        <OneTimeLink link={link} purpose={link.purpose} email={email} onClose={() => setLink(undefined)} />
      ) : null}
    </>
  )
}

const Row = ({ text, children }: { text: string; children: ReactNode }) => (
  <li className="flex items-center justify-between gap-4 px-3 py-2">
    <span className="text-ink-muted">{text}</span>
    {children}
  </li>
)

type Text = {
  title: string
  description: string
  confirmLabel: string
  tone: 'primary' | 'danger'
  typeToConfirm?: string
}

const texts: Record<Exclude<Way, 'enable'>, (email: string) => Text> = {
  sessions: (email) => ({
    title: 'Sign out everywhere',
    description: `Ends every session of ${email}. They sign in again afterwards.`,
    confirmLabel: 'Sign out everywhere',
    tone: 'primary',
  }),
  factors: (email) => ({
    title: 'Reset second factors',
    description: `Removes the authenticator app, passkeys and recovery codes of ${email}, and ends their sessions. Until they add another, their password alone lets them in.`,
    confirmLabel: 'Reset second factors',
    tone: 'danger',
  }),
  disable: (email) => ({
    title: 'Disable administrator',
    description: `${email} is signed out everywhere at once, and cannot sign in until somebody enables them again.`,
    confirmLabel: 'Disable administrator',
    tone: 'danger',
  }),
  remove: (email) => ({
    title: 'Delete administrator',
    description: `${email} is signed out everywhere, and the account goes with its passkeys, saved filters and table settings.`,
    confirmLabel: 'Delete administrator',
    tone: 'danger',
    typeToConfirm: email,
  }),
}
