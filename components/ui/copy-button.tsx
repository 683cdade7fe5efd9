'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from './announcer.tsx'
import { cn } from './cn.ts'
import { copyText } from './copy.ts'
import { toast } from './toast.tsx'

/** Copies `value`. `label` names what is copied ("bearer token"): it becomes "Copy bearer token" and, announced, "bearer token copied". */
export const CopyButton = ({ value, label, className }: { value: string; label: string; className?: string }) => {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    if (await copyText(value)) {
      setCopied(true)
      announce(`Copied ${label}`)
    } else
      toast({
        title: `The browser did not allow copying the ${label}`,
        description: 'Select the text and copy it with the keyboard.',
        tone: 'bad',
      })
  }
  return (
    <button
      type="button"
      aria-label={`Copy ${label}`}
      title={`Copy ${label}`}
      onClick={() => void copy()}
      className={cn(
        'text-ink-faint hover:bg-hover hover:text-ink grid size-6 shrink-0 place-items-center rounded-md transition-colors',
        className,
      )}
    >
      {isCopied ? <Check className="text-good size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
    </button>
  )
}
