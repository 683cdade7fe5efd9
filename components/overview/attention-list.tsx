import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { policyPaths, policyTitles } from '#components/policy/decision-words.ts'
import { connectHref, heldHref } from '#components/idp/paths.ts'
import { notProvisionedHref } from '#components/user-sessions/paths.ts'
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
            {item.action === 'alert' ? null : (
              <Link
                href={ways[item.action].href(item.idpId)}
                className="text-accent-text inline-flex min-h-6 items-center hover:underline"
              >
                Open {ways[item.action].label}
              </Link>
            )}
            {item.alertId === undefined ? null : (
              <Link
                href={href('/administration/alerts', { row: item.alertId })}
                aria-label={`Open Alert: ${item.text}`}
                className="text-accent-text inline-flex min-h-6 items-center hover:underline"
              >
                Open Alert
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  </section>
)

const ways: Record<Exclude<Attention['action'], 'alert'>, { label: string; href: (idp: string) => string }> = {
  held: { label: 'Held Requests', href: heldHref },
  configure: { label: 'IdP Configuration', href: () => '/authentication/idp-configuration' },
  connect: { label: 'Connect', href: (idp) => connectHref(idp) },
  logs: { label: 'SCIM Sync Logs', href: (idp) => href('/authentication/scim/sync-logs', { idp }) },
  'not-provisioned': { label: 'Not Provisioned', href: notProvisionedHref },
  access: { label: policyTitles.access, href: () => policyPaths.access },
  forwarding: { label: policyTitles.forwarding, href: () => policyPaths.forwarding },
  timeout: { label: policyTitles.timeout, href: () => policyPaths.timeout },
}

const icons = {
  bad: <CircleAlert className="text-bad size-4 shrink-0" aria-label="Urgent" />,
  warn: <TriangleAlert className="text-warn size-4 shrink-0" aria-label="Warning" />,
  info: <Info className="text-info size-4 shrink-0" aria-label="Notice" />,
  good: null,
  neutral: null,
}
