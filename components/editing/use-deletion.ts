'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Answer, outcomeOf } from '#components/idp/actions.ts'
import { toast } from '#components/ui/toast.tsx'

/** Deletes something once that was confirmed, and tells whether it was; `onDone` closes the question. */
export const useDeletion = (name: string, remove: () => Answer<unknown>, onDone: () => void) => {
  const router = useRouter()
  const [isPending, setPending] = useState(false)
  const confirm = async () => {
    setPending(true)
    const { error } = await outcomeOf(remove())
    setPending(false)
    if (error) return toast({ title: 'Not deleted', description: error.message, tone: 'bad' })
    onDone()
    toast({ title: `${name} was deleted`, tone: 'good' })
    router.refresh()
  }
  return { isPending, confirm: () => void confirm() }
}
