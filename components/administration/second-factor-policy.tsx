'use client'
import { useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SecondFactorPolicy as Policy } from '#lib/services/mfa-policy.ts'
import type { AdministratorActions } from './actions.ts'

const choices: readonly { value: Policy; label: string }[] = [
  { value: 'optional', label: 'Nobody' },
  { value: 'owners', label: 'Owners' },
  { value: 'everyone', label: 'Everyone' },
]

/** Whom the portal asks for a second factor. `change` is an owner's; everybody else reads what is set. */
export const SecondFactorPolicy = ({
  policy,
  change,
}: {
  policy: Policy
  change: AdministratorActions['requireSecondFactor'] | undefined
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string>()
  const choose = (value: string) => {
    const wanted = choices.find((each) => each.value === value)?.value
    if (!change || wanted === undefined) return
    startTransition(async () => {
      const result = await confirmed(() => change({ policy: wanted }))
      setProblem(result?.serverError?.message)
      if (result && !result.serverError) toast({ title: 'Saved', tone: 'good' })
    })
  }
  return (
    <div className="mb-4 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <span>Require a second factor of</span>
        {change ? (
          <SegmentedControl
            label="Require a second factor of"
            items={choices}
            value={policy}
            disabled={isPending}
            onValueChange={choose}
          />
        ) : (
          <strong className="font-medium">{choices.find(({ value }) => value === policy)?.label}</strong>
        )}
      </div>
      {problem ? (
        <Callout tone="bad" role="alert" title="Not saved">
          {problem}
        </Callout>
      ) : null}
    </div>
  )
}
