'use client'
import { Input } from '#components/ui/input.tsx'
import { useIsHydrated } from '#components/ui/use-is-hydrated.ts'

/** A day and a time on the reader's clock, named by its `Field`; `value` is ISO 8601. Empty until the zone is known. */
export const InstantInput = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const isZoneKnown = useIsHydrated()
  return (
    <Input
      type="datetime-local"
      value={isZoneKnown ? wallClock(value) : ''}
      onValueChange={(text) => {
        const time = new Date(text)
        if (!Number.isNaN(time.getTime())) onChange(time.toISOString())
      }}
    />
  )
}

const wallClock = (iso: string): string => {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
