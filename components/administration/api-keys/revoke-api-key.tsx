'use client'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyView } from '#lib/services/api-keys/index.ts'
import type { ApiKeyActions } from './actions.ts'

/** The button, and the question behind it: what stops, and when the key was used last. */
export const RevokeApiKey = ({ apiKey, revoke }: { apiKey: ApiKeyView; revoke: ApiKeyActions['revoke'] }) => {
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isPending, startTransition] = useTransition()
  const close = () => {
    setAsking(false)
    setProblem(undefined)
  }
  const run = () =>
    startTransition(async () => {
      const result = await revoke({ id: apiKey.id })
      if (result?.serverError) return setProblem(result.serverError.message)
      close()
      toast({ title: `${apiKey.name} was revoked`, tone: 'good' })
    })
  return (
    <div className="flex items-center justify-between gap-4 text-sm">
      <span className="text-ink-muted">Requests with it are refused at once. It cannot be taken back.</span>
      <Button size="sm" onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={close}
        title={`Revoke ${apiKey.name}?`}
        confirmLabel="Revoke API key"
        tone="danger"
        isPending={isPending}
        onConfirm={run}
      >
        <div className="flex flex-col gap-2 text-sm">
          <p>
            {apiKey.lastUsedAt === null ? (
              'It has never been used.'
            ) : (
              <>
                It was last used <Time at={apiKey.lastUsedAt} className="font-medium" /> from {apiKey.lastUsedFrom}.
              </>
            )}
          </p>
          <p>
            Requests with the key ending in {apiKey.hint} are refused with 401 from now on. It cannot be taken back.
          </p>
          {problem === undefined ? null : (
            <p role="alert" className="text-bad">
              {problem}
            </p>
          )}
        </div>
      </ConfirmDialog>
    </div>
  )
}
