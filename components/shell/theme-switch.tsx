'use client'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'

const themes = [
  { value: 'light', label: 'Light theme', Icon: Sun },
  { value: 'dark', label: 'Dark theme', Icon: Moon },
  { value: 'system', label: 'System theme', Icon: Monitor },
]

const nothing = () => () => undefined

/** Light, dark or as the system says. The server does not know the choice, so nothing is marked before hydration. */
export const ThemeSwitch = () => {
  const { theme, setTheme } = useTheme()
  const isHydrated = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
  return (
    <RadioGroup
      aria-label="Theme"
      value={isHydrated ? (theme ?? 'system') : ''}
      onValueChange={(next: string) => setTheme(next)}
      className="bg-sunken flex h-8 w-fit rounded-md border p-0.5"
    >
      {themes.map(({ value, label, Icon }) => (
        <Radio.Root
          key={value}
          value={value}
          aria-label={label}
          title={label}
          className="text-ink-faint hover:text-ink data-checked:bg-surface data-checked:text-ink data-checked:shadow-card dark:data-checked:bg-hover grid w-8 place-items-center rounded-sm transition-colors"
        >
          <Icon className="size-3.5" aria-hidden />
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
