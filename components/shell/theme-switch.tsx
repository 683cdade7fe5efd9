'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useId } from 'react'
import { RadioSegment } from '#components/ui/radio-segment.tsx'
import { useIsHydrated } from '#components/ui/use-is-hydrated.ts'

const themes = [
  { value: 'light', label: 'Light theme', Icon: Sun },
  { value: 'dark', label: 'Dark theme', Icon: Moon },
  { value: 'system', label: 'System theme', Icon: Monitor },
]

/** Light, dark or as the system says. The server does not know the choice, so nothing is marked before hydration. */
export const ThemeSwitch = () => {
  const { theme, setTheme } = useTheme()
  // The menu of narrow screens has a switch of its own: a group of its own.
  const name = useId()
  const isHydrated = useIsHydrated()
  return (
    <div role="radiogroup" aria-label="Theme" className="bg-sunken flex h-8 w-fit rounded-md border p-0.5">
      {themes.map(({ value, label, Icon }) => (
        <RadioSegment
          key={value}
          name={name}
          value={value}
          label={label}
          title={label}
          checked={isHydrated && value === (theme ?? 'system')}
          onChoose={() => setTheme(value)}
          className="text-ink-faint w-8 justify-center"
        >
          <Icon className="size-3.5" aria-hidden />
        </RadioSegment>
      ))}
    </div>
  )
}
