'use client'
import { useChangeAllowed } from './change-allowed.tsx'
import { ClosedSelect } from './closed-select.tsx'
import { Input } from './input.tsx'
import { onDemand } from './on-demand.ts'

/** `note` stands at the right of the label in the list: a count, say. */
export type SelectItem = { value: string; label: string; note?: string | undefined }

export type SelectProps = {
  items: readonly SelectItem[]
  name?: string
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  placeholder?: string
  disabled?: boolean
  className?: string
  id?: string
  isInvalid?: boolean
  /** The list opens: time to ask for what it needs. */
  onOpen?: () => void
  'aria-label'?: string
  'aria-describedby'?: string
}

const OpenedSelect = onDemand(async () => (await import('./opened-select.tsx')).OpenedSelect)

/** One of a few choices. For more than a dozen that people search in, this is the wrong control. */
export const Select = (props: SelectProps) => {
  const { items, value = props.defaultValue, placeholder, onOpen } = props
  const shown = items.find((item) => item.value === value)?.label ?? value
  if (!useChangeAllowed()) return <Input className={props.className ?? ''} value={shown ?? ''} />
  return (
    <OpenedSelect
      {...props}
      renderBefore={(need) => (
        <ClosedSelect
          {...props}
          text={shown ?? placeholder}
          isPlaceholder={shown === undefined}
          value={value}
          onOpen={() => {
            need()
            onOpen?.()
          }}
        />
      )}
    />
  )
}
