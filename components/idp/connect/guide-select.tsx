'use client'
import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Select } from '#components/ui/select.tsx'
import { connectHref } from '../paths.ts'

/** By which guide the IdP is connected. It is in the address, so that a link to the page keeps it. */
export const GuideSelect = ({
  idpId,
  guides,
  value,
}: {
  idpId: string
  guides: readonly { slug: string; label: string }[]
  value: string
}) => {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [shown, setShown] = useOptimistic(value)
  return (
    <Select
      aria-label="Guide"
      className="w-56"
      value={shown}
      items={guides.map(({ slug, label }) => ({ value: slug, label }))}
      onValueChange={(guide) =>
        startTransition(() => {
          setShown(guide)
          router.replace(connectHref(idpId, guide), { scroll: false })
        })
      }
    />
  )
}
