'use client'
import { Radio } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { useSingleKeys } from '#components/table/single-keys.ts'

/** Turns the live tail on and off, by a click or `l`, and says whether it runs. */
export const LiveSwitch = ({
  isOn,
  isPaused,
  onChange,
}: {
  isOn: boolean
  isPaused: boolean
  onChange: (isOn: boolean) => void
}) => {
  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (!hasKeys) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'l' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey)
        return
      const isTaken = event.target instanceof Element && event.target.closest(typing)
      if (isTaken || document.querySelector(overlays)) return
      event.preventDefault()
      onChange(!isOn)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [hasKeys, isOn, onChange])
  return (
    <Button
      size="sm"
      aria-pressed={isOn}
      aria-keyshortcuts="L"
      title={isOn ? 'Stop the live tail (L)' : 'Show requests as they come (L)'}
      onClick={() => onChange(!isOn)}
    >
      <Radio aria-hidden className={cn(isOn && !isPaused && 'text-good animate-pulse', isPaused && 'text-warn')} />
      Live
      {isOn ? <span className="text-ink-muted font-normal">{isPaused ? 'paused while you read' : 'on'}</span> : null}
    </Button>
  )
}

const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="combobox"]'
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
