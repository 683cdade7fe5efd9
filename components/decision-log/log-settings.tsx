'use client'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import type { DecisionLogSettings } from '#lib/services/decision-log/index.ts'
import type { LogSettingsActions } from './actions.ts'

const Form = onDemand(async () => (await import('./log-settings-form.tsx')).LogSettingsForm)

/** Opens the settings of the decision log. */
export const LogSettings = ({ settings, actions }: { settings: DecisionLogSettings; actions: LogSettingsActions }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden />
        Decision Log settings
      </Button>
      <Form isNeeded={isOpen} isKept={false} settings={settings} actions={actions} onClose={() => setOpen(false)} />
    </>
  )
}
