'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { SearchPicker, type Option } from './search-picker.tsx'
import { useFocusAfter } from './use-focus-after.ts'

const most = 50

/** Any of a list that may be long: what is chosen stands above, and what is not is found by its name. */
export const ListPicker = ({
  label,
  noun,
  placeholder,
  options,
  chosen,
  onChange,
}: {
  label: string
  /** `location`: what one of them is. */
  noun: string
  placeholder: string
  options: readonly Option[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) => {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = options.filter(
    ({ id, name, note = '' }) => !chosen.includes(id) && `${name} ${note}`.toLowerCase().includes(wanted),
  )
  const { root, focusAfter } = useFocusAfter<HTMLDivElement>()
  return (
    <div ref={root} data-picks className="flex flex-col gap-2">
      <Chosen
        label={label}
        noun={noun}
        options={options}
        chosen={chosen}
        onRemove={(id) => {
          onChange(chosen.filter((each) => each !== id))
          focusAfter('input')
        }}
      />
      <SearchPicker
        label={label}
        placeholder={placeholder}
        options={found.slice(0, most)}
        status={found.length === 0 ? `No other ${noun} is called so.` : 'Choose any of them'}
        onSearch={setText}
        onPick={({ id }) => onChange([...chosen, id])}
      />
    </div>
  )
}

const Chosen = ({
  label,
  noun,
  options,
  chosen,
  onRemove,
}: {
  label: string
  noun: string
  options: readonly Option[]
  chosen: readonly string[]
  onRemove: (id: string) => void
}) => {
  if (chosen.length === 0) return null
  const byId = new Map(options.map((option) => [option.id, option]))
  return (
    <ul aria-label={`${label}, chosen`} className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
      {chosen.map((id) => {
        const option = byId.get(id)
        const name = option?.name ?? `A deleted ${noun}`
        return (
          <li
            key={id}
            className={cn(
              'flex min-w-0 items-center gap-1 rounded-md border py-0.5 pr-0.5 pl-2 text-sm',
              option ? 'bg-sunken' : 'border-warn/25 bg-warn-soft text-warn',
            )}
          >
            <span className="min-w-0 break-words">{name}</span>
            {option?.note === undefined ? null : <span className="text-ink-muted text-xs">{option.note}</span>}
            <button
              type="button"
              aria-label={`Remove ${name}`}
              onClick={() => onRemove(id)}
              className="hover:bg-hover text-ink-muted grid size-6 shrink-0 place-items-center rounded-sm"
            >
              <X className="size-3.5" aria-hidden />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
