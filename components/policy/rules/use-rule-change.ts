'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { toast } from '#components/ui/toast.tsx'

/** Changes that need no form: done at once, and told. `run` answers whether it was done. */
export const useRuleChange = () => {
  const router = useRouter()
  const [isPending, setPending] = useState(false)
  const run = async (work: () => Answer<unknown>, done: string): Promise<boolean> => {
    setPending(true)
    const { error } = await outcomeOf(work())
    setPending(false)
    if (error) {
      toast({ title: 'Not changed', description: error.message, tone: 'bad' })
      return false
    }
    toast({ title: done, tone: 'good' })
    router.refresh()
    return true
  }
  return { isPending, run }
}
