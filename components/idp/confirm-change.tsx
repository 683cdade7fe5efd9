'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { ChangePlan } from '#lib/services/idps/index.ts'
import { ConsequenceText, consequences } from './consequences.tsx'

/** Asks before a change whose consequences somebody should know. Closed while `plan` is undefined. */
export const ConfirmChange = ({
  plan,
  isPending,
  onConfirm,
  onCancel,
}: {
  plan: ChangePlan | undefined
  isPending: boolean
  onConfirm: () => void
  onCancel: () => void
}) => {
  // While the dialog fades out it still says what it asked.
  const [asked, setAsked] = useState(plan)
  if (plan !== undefined && plan !== asked) setAsked(plan)
  const shown = plan ?? asked
  const required = shown?.required ?? []
  const first = required[0]
  const name = shown?.facts.name ?? ''
  const isSingle = required.length === 1
  return (
    <ConfirmDialog
      open={plan !== undefined}
      onOpenChange={(open) => {
        if (!open) onCancel()
      }}
      title={isSingle && first ? consequences[first].title(name) : `Save these changes to ${name}?`}
      confirmLabel={isSingle && first ? consequences[first].confirmLabel : 'Save all of them'}
      tone={required.some((step) => consequences[step].tone === 'danger') ? 'danger' : 'primary'}
      isPending={isPending}
      onConfirm={onConfirm}
    >
      <div className="flex flex-col gap-4">
        {shown
          ? required.map((step) => (
              <section key={step}>
                {isSingle ? null : <h3 className="mb-1 text-sm font-semibold">{consequences[step].title(name)}</h3>}
                <ConsequenceText step={step} facts={shown.facts} />
              </section>
            ))
          : null}
      </div>
    </ConfirmDialog>
  )
}
