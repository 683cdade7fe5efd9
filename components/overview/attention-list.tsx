import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { href } from '#lib/table/href.ts'
import type { Attention } from './attention.ts'

/** Needs attention: each with the way to where it can be seen to. */
export const AttentionList = ({ items }: { items: readonly Attention[] }) => (
  <section aria-labelledby="attention" className="mb-6">
    <h2 id="attention" className="mb-2 text-sm font-semibold">
      Needs attention
    </h2>
    <Card>
      <ul className="divide-line divide-y">
        {items.map((item) => (
          <li key={item.text} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            {icons[item.tone]}
            <span className="min-w-0 flex-1 basis-60">{item.text}</span>
            <Link
              href={
                item.action === 'logs'
                  ? href('/authentication/scim/sync-logs', { idp: item.idpId })
                  : '/authentication/idp-configuration'
              }
              className="text-accent-text inline-flex min-h-6 items-center hover:underline"
            >
              {item.action === 'logs' ? 'Open SCIM Sync Logs' : 'Open IdP Configuration'}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  </section>
)

const icons = {
  bad: <CircleAlert className="text-bad size-4 shrink-0" aria-label="Urgent" />,
  warn: <TriangleAlert className="text-warn size-4 shrink-0" aria-label="Warning" />,
  info: <Info className="text-info size-4 shrink-0" aria-label="Notice" />,
  good: null,
  neutral: null,
}
