'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { Redeliver } from './actions.ts'
import { answerText } from './answer-text.ts'

/** Sends it once more, and says what became of that. */
export const RedeliverButton = ({ id, redeliver }: { id: string; redeliver: Redeliver }) => {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [told, setTold] = useState<{ isGood: boolean; text: string }>()
  const run = () =>
    startTransition(async () => {
      const { data, error } = await outcomeOf(redeliver({ id }))
      setTold(
        data ? { isGood: data.isDelivered, text: answerText(data) } : { isGood: false, text: error?.message ?? '' },
      )
      router.refresh()
    })
  return (
    <div className="mt-3 flex flex-col items-start gap-2">
      <Button size="sm" disabled={isPending} onClick={run}>
        {isPending ? 'Sending…' : 'Redeliver'}
      </Button>
      {told && !isPending ? (
        <Callout tone={told.isGood ? 'good' : 'bad'} role="alert" title={told.isGood ? 'Delivered' : 'Not delivered'}>
          {told.text}
        </Callout>
      ) : null}
    </div>
  )
}
