'use client'
import { KeyRound } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PasskeyView } from '#lib/services/mfa-passkeys.ts'
import type { AccountActions } from './actions.ts'
import { AddPasskey } from './add-passkey.tsx'
import { useConfirmed } from './confirm-identity.tsx'
import { RenamePasskey } from './rename-passkey.tsx'
import { Section } from './section.tsx'

/** Passkeys, each with when it was last used. `obstacle` says why none can be made at this address. */
export const Passkeys = ({
  passkeys,
  obstacle,
  actions,
  onCodes,
}: {
  passkeys: readonly PasskeyView[]
  obstacle: string | undefined
  actions: AccountActions
  onCodes: (codes: readonly string[]) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [isAdding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<PasskeyView>()
  const [removing, setRemoving] = useState<PasskeyView>()
  const remove = (passkey: PasskeyView) =>
    startTransition(async () => {
      const result = await confirmed(() => actions.removePasskey({ id: passkey.id }))
      setRemoving(undefined)
      if (result?.serverError) toast({ title: 'Not removed', description: result.serverError.message, tone: 'bad' })
      else if (result) toast({ title: `${passkey.name} removed`, tone: 'good' })
    })
  return (
    <Section
      title="Passkeys"
      description="Sign in by finger, face, PIN or security key, without a password. A passkey stands for both factors."
      actions={
        obstacle === undefined ? (
          <Button onClick={() => setAdding(true)}>
            <KeyRound aria-hidden />
            Add passkey
          </Button>
        ) : undefined
      }
    >
      {obstacle ? <Callout tone="info">{obstacle}</Callout> : null}
      {passkeys.length > 0 ? (
        <ul className="divide-line divide-y rounded-md border">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 px-3 py-2">
              <div className="min-w-0">
                <p className="truncate text-sm font-medium">{passkey.name}</p>
                <p className="text-ink-muted text-xs">
                  Added <Time at={passkey.createdAt} /> ·{' '}
                  {passkey.lastUsedAt ? (
                    <>
                      last used <Time at={passkey.lastUsedAt} />
                    </>
                  ) : (
                    'never used'
                  )}
                </p>
              </div>
              <div className="flex shrink-0 gap-2">
                <Button size="sm" aria-label={`Rename passkey ${passkey.name}`} onClick={() => setRenaming(passkey)}>
                  Rename…
                </Button>
                <Button size="sm" aria-label={`Remove passkey ${passkey.name}`} onClick={() => setRemoving(passkey)}>
                  Remove…
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {isAdding ? (
        <AddPasskey
          actions={actions}
          onClose={() => setAdding(false)}
          onAdded={(codes) => {
            setAdding(false)
            toast({ title: 'Passkey added', tone: 'good' })
            if (codes) onCodes(codes)
          }}
        />
      ) : null}
      {renaming ? <RenamePasskey passkey={renaming} actions={actions} onClose={() => setRenaming(undefined)} /> : null}
      {removing ? (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(undefined)}
          title="Remove passkey"
          description={`${removing.name} no longer lets you in. Remove it from the device, too.`}
          confirmLabel="Remove passkey"
          tone="danger"
          isPending={isPending}
          onConfirm={() => remove(removing)}
        />
      ) : null}
    </Section>
  )
}
