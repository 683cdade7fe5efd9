'use client'
import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { useNow } from '#components/ui/now.ts'
import { useIsHydrated } from '#components/ui/use-is-hydrated.ts'

/** Asks the server again, and says how old the rows are. `loadedAt` only marks a new answer: clocks differ. */
export const Refresh = ({ loadedAt }: { loadedAt: string }) => {
  const router = useRouter()
  const now = useNow()
  const [isPending, startTransition] = useTransition()
  const [seen, setSeen] = useState<{ loadedAt: string; at: number | undefined }>({ loadedAt, at: undefined })
  const isHydrated = useIsHydrated()
  if (isHydrated && (seen.at === undefined || seen.loadedAt !== loadedAt)) setSeen({ loadedAt, at: now })
  const age = seen.at === undefined ? 0 : Math.max(0, Math.round((now - seen.at) / 1000))
  return (
    <div className="flex items-center gap-2">
      <span className="text-ink-faint text-xs whitespace-nowrap tabular-nums max-sm:hidden">
        updated {ageText(age)}
      </span>
      <Button
        square
        aria-label="Refresh"
        title="Refresh"
        aria-disabled={isPending}
        onClick={() => startTransition(() => router.refresh())}
      >
        <RefreshCw className={cn(isPending && 'animate-spin')} aria-hidden />
      </Button>
    </div>
  )
}

const ageText = (seconds: number): string => {
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : 'over an hour ago'
}
