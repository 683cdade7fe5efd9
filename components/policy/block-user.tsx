'use client'
import { Ban, CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Answer, type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'

type Person = { idpId: string; userId: string }

/** What whoever may configure can do with one person. */
export type BlockActions = {
  block: (input: Person & { reason: string }) => Answer<unknown>
  unblock: (input: Person) => Answer<unknown>
}

/** Blocks one person now, whatever the IdP says, or lifts that. */
export const BlockUser = ({
  person,
  userName,
  isBlocked,
  actions,
}: {
  person: Person
  userName: string
  isBlocked: boolean
  actions: BlockActions
}) => {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [isPending, setPending] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<FormError>()
  const confirm = async () => {
    setPending(true)
    const outcome = await outcomeOf(isBlocked ? actions.unblock(person) : actions.block({ ...person, reason }))
    setPending(false)
    setError(outcome.error)
    if (outcome.error) return
    setOpen(false)
    setReason('')
    toast({ title: isBlocked ? `The block of ${userName} was lifted` : `${userName} was blocked`, tone: 'good' })
    router.refresh()
  }
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {isBlocked ? <CircleCheck aria-hidden /> : <Ban aria-hidden />}
        {isBlocked ? 'Lift block' : 'Block user'}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open)
          setError(undefined)
        }}
        title={isBlocked ? `Lift the block of ${userName}?` : `Block ${userName}?`}
        description={
          isBlocked
            ? 'The rules decide again.'
            : 'From the next decision on nothing is allowed to this person, whatever the IdP or a rule says, until the block is lifted.'
        }
        confirmLabel={isBlocked ? 'Lift block' : 'Block user'}
        tone={isBlocked ? 'primary' : 'danger'}
        isPending={isPending}
        onConfirm={() => void confirm()}
      >
        {isBlocked ? (
          error && (
            <Callout tone="bad" role="alert" title="Not lifted">
              {error.message}
            </Callout>
          )
        ) : (
          <Field label="Reason" description="Whoever looks into it later reads this." error={error?.message}>
            <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
      </ConfirmDialog>
    </>
  )
}
