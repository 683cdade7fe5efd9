import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { PageTabs } from '#components/ui/page-tabs.tsx'

const own = [{ label: 'Alerts', path: '/administration/alerts', href: '/administration/alerts' }] as const
const owners = [
  { label: 'Destinations', path: '/administration/alerts/destinations', href: '/administration/alerts/destinations' },
  { label: 'Deliveries', path: '/administration/alerts/deliveries', href: '/administration/alerts/deliveries' },
] as const

export type AlertsPath = (typeof own)[number]['path'] | (typeof owners)[number]['path']

/** Around alerts, where they go and what became of sending them, which is for owners. */
export const AlertsFrame = ({
  path,
  isOwner,
  actions,
  children,
}: {
  path: AlertsPath
  isOwner: boolean
  actions?: ReactNode
  children: ReactNode
}) => (
  <>
    <PageHeader
      title="Alerts"
      description="What went wrong with an identity provider, or soon will. Alerts are on the Overview, and go out by webhook and e-mail."
      actions={actions}
    />
    <PageTabs label="Alerts" current={path} pages={isOwner ? [...own, ...owners] : own} />
    {children}
  </>
)
