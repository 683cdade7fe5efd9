'use client'
import { startRegistration } from '@simplewebauthn/browser'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { AccountActions } from './actions.ts'
import { useConfirmed } from './confirm-identity.tsx'

/** Asks for a name, then has the browser make a passkey. */
export const AddPasskey = ({
  actions,
  onClose,
  onAdded,
}: {
  actions: AccountActions
  onClose: () => void
  onAdded: (codes: readonly string[] | undefined) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const run = async () => {
    setProblem(undefined)
    const begun = await confirmed(actions.beginPasskey)
    if (!begun?.data) return setProblem(begun?.serverError)
    const response = await startRegistration({ optionsJSON: begun.data }).catch((error: unknown) => error)
    if (response instanceof Error) {
      const isKnown = response.name === 'InvalidStateError'
      return setProblem({
        message: isKnown ? 'This device has a passkey of yours already.' : 'No passkey was made. Try again.',
      })
    }
    // What is no error is what the browser made.
    const result = await actions.addPasskey({
      name,
      response: response as Awaited<ReturnType<typeof startRegistration>>,
    })
    if (result?.data) onAdded(result.data.recoveryCodes)
    else setProblem(result?.serverError ?? { message: 'The name is far too long.', field: 'name' })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(run)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add passkey"
      description="Give it a name you will know it by; your browser asks for the rest."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && problem.field !== 'name' ? (
          <Callout tone="bad" role="alert" title="Not added">
            {problem.message}
          </Callout>
        ) : null}
        <Field
          label="Name"
          description="Such as the device it is on: Work laptop."
          error={problem?.field === 'name' ? problem.message : undefined}
        >
          <Input autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || name.trim() === ''}>
            {isPending ? 'Waiting for the passkey…' : 'Add passkey'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
