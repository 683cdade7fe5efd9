import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { keptChallenge } from '#lib/auth/challenge-cookie.ts'
import { ownPath } from '#lib/auth/own-origin.ts'
import { readHalfSignIn } from '#lib/services/sign-in-second-factor.ts'
import { Card } from '#components/ui/card.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'

export const metadata: Metadata = { title: 'Second factor' }

/** Who comes here has entered the right password a moment ago. */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ return?: string | string[] }>
}) {
  const { return: wanted } = await searchParams
  const path = ownPath(typeof wanted === 'string' ? wanted : undefined)
  const factors = await readHalfSignIn(await keptChallenge('second-factor'))
  if (!factors) redirect(path === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(path)}`)
  return (
    <Card className="p-6">
      <h1 className="text-lg font-semibold tracking-tight">Second factor</h1>
      <SecondFactorForm factors={factors} returnTo={path} />
    </Card>
  )
}
