'use client'
import { useRouter } from 'next/navigation'
import { guideHref } from './paths.ts'
import { IdpChoice } from './idp-choice.tsx'

/** Whose values the guide on the page has. */
export const GuideIdp = ({
  slug,
  idps,
  idp,
}: {
  slug: string
  idps: readonly { id: string; name: string }[]
  idp: string | undefined
}) => {
  const router = useRouter()
  return <IdpChoice idps={idps} idp={idp} onChoose={(id) => router.push(guideHref(slug, undefined, id))} />
}
