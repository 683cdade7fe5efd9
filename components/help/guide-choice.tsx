'use client'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Select } from '#components/ui/select.tsx'

/** Which guide stands beside the form: `?guide=…` in the address, so that what is typed stays as it is. */
export const GuideChoice = ({
  choices,
  slug,
}: {
  choices: readonly { slug: string; label: string }[]
  slug: string
}) => {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  return (
    <Select
      aria-label="Guide for"
      items={choices.map((choice) => ({ value: choice.slug, label: choice.label }))}
      value={slug}
      onValueChange={(chosen) => {
        const query = new URLSearchParams(search)
        query.set('guide', chosen)
        router.replace(`${pathname}?${query}`, { scroll: false })
      }}
    />
  )
}
