'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { toast } from '#components/ui/toast.tsx'
import { sessionCount, type Revoked } from './actions.ts'

/** Runs a revocation and says what came of it. `of`: whose sessions they were. */
export function useRevoke() {
  const router = useRouter()
  const [isPending, setPending] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const revoke = async (run: () => Answer<Revoked>, of: string) => {
    setPending(true)
    const { data, error } = await outcomeOf(run())
    setPending(false)
    setAsking(false)
    if (error) toast({ title: 'Nothing was revoked', description: error.message, tone: 'bad' })
    else if (data.revoked === 0) toast({ title: `No session of ${of} was open`, tone: 'warn' })
    else toast({ title: `${sessionCount(data.revoked)} of ${of} revoked`, tone: 'good' })
    router.refresh()
  }
  return { isPending, isAsking, setAsking, revoke }
}
