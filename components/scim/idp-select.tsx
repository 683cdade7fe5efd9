'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Select } from '#components/ui/select.tsx'
import { href } from '#lib/table/href.ts'

/** Which IdP the page is about. Another one starts from its first page: filters and rows belong to the old one. */
export const IdpSelect = ({ idps, value }: { idps: readonly { id: string; name: string }[]; value: string }) => {
  const router = useRouter()
  const pathname = usePathname()
  const [, startTransition] = useTransition()
  const [shown, setShown] = useOptimistic(value)
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="text-ink-muted text-sm">
        IdP
      </span>
      <Select
        aria-label="IdP"
        className="w-56"
        value={shown}
        items={idps.map((idp) => ({ value: idp.id, label: idp.name }))}
        onValueChange={(idp) =>
          startTransition(() => {
            setShown(idp)
            router.push(href(pathname, { idp }))
          })
        }
      />
    </div>
  )
}
