'use client'
import { CloudUpload } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { toast } from '#components/ui/toast.tsx'
import type { ActivationSummary } from '#lib/services/activation/summary.ts'

const words = { none: 'No Activations Pending', editing: 'Editing', queued: 'Activation Queued' }
const page = '/administration/activation'

/** *My Activation Status*, at the foot of the menu, with what is pending. */
export const ActivationStatus = ({ summary: { pending, state, others } }: { summary: ActivationSummary }) => (
  <Link href={page} className="hover:bg-hover flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm">
    <CloudUpload className="text-ink-faint size-4 shrink-0" aria-hidden />
    <span className="min-w-0 flex-1">
      <span className="block font-medium">My Activation Status</span>
      <span className="text-ink-muted block text-xs">
        {words[state]}
        {others > 0 ? ` · ${others} ${others === 1 ? 'other is' : 'others are'} editing` : ''}
      </span>
    </span>
    {pending > 0 ? (
      <span className="bg-accent text-accent-ink min-w-5 rounded-full px-1.5 text-center text-xs leading-5 font-medium tabular-nums">
        {pending}
        <span className="sr-only"> pending</span>
      </span>
    ) : null}
  </Link>
)

/** Says after each Save of the viewer's that it waits in the draft, whatever form it was. Shows nothing itself. */
export const SavedAsDraft = ({ savedAt }: { savedAt: string | undefined }) => {
  const router = useRouter()
  const known = useRef(savedAt)
  useEffect(() => {
    const isNew = savedAt !== undefined && savedAt !== known.current
    known.current = savedAt
    if (!isNew) return
    toast({
      title: 'Saved as a draft',
      description: 'Activate to publish.',
      action: { label: 'Activation', onClick: () => router.push(page) },
    })
  }, [savedAt, router])
  return null
}
