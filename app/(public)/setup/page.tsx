import type { Metadata } from 'next'
import { Card } from '#components/ui/card.tsx'
import { SetupPanel } from './setup-panel.tsx'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

/** Who comes here holds a link from the server's terminal; its secret is in the fragment, which only the browser sees. */
export default function SetupPage() {
  return (
    <Card className="p-6">
      <h1 className="text-lg font-semibold tracking-tight">Set up Rollcall</h1>
      <SetupPanel />
    </Card>
  )
}
