'use client'
import { WifiOff } from 'lucide-react'
import { useOffline } from 'next/offline'

/** While the server does not answer: says so. The page stays, and Next repeats what was asked for once it answers again. */
export const Unreachable = () =>
  useOffline() ? (
    <output className="bg-raised shadow-popover fixed inset-x-0 bottom-4 z-50 mx-auto flex w-fit max-w-[calc(100vw-2rem)] items-center gap-2 rounded-lg border px-3.5 py-2 text-sm">
      <WifiOff className="text-warn size-4 shrink-0" aria-hidden />
      Rollcall cannot be reached. What you asked for follows when it answers.
    </output>
  ) : null
