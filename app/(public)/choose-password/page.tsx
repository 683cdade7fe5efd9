import type { Metadata } from 'next'
import { Card } from '#components/ui/card.tsx'
import { ChoosePassword } from './choose-password.tsx'

export const metadata: Metadata = { title: 'Choose a password', referrer: 'no-referrer' }

/** Who comes here holds a link from an owner; its secret is in the fragment, which only the browser sees. */
export default function ChoosePasswordPage() {
  return (
    <Card className="p-6">
      <h1 className="text-lg font-semibold tracking-tight">Choose a password</h1>
      <ChoosePassword />
    </Card>
  )
}
