import { Facts, Part } from '#components/scim/facts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { heldHref, rejectedHref } from '#components/idp/paths.ts'
import type { AlertView, DeliveryView } from '#lib/services/alerts/index.ts'
import { alertEvents, alertKinds, labelOf } from '#lib/table/alert-words.ts'
import { href } from '#lib/table/href.ts'
import type { AlertActions } from './actions.ts'
import { AlertStateBadge, DeliveryBadge, SeverityBadge } from './alert-badges.tsx'
import { AlertTools } from './alert-tools.tsx'

/** An alert whole. `deliveries`: what was sent of it, for owners. `actions`: of whoever may see to it. */
export const AlertDetail = ({
  alert,
  deliveries,
  actions,
}: {
  alert: AlertView
  deliveries: readonly DeliveryView[] | undefined
  actions: AlertActions | undefined
}) => (
  <>
    <Part title={labelOf(alertKinds, alert.kind)}>
      <p className="mb-3 text-sm">{alert.text}</p>
      <Facts
        facts={[
          { label: 'Severity', value: <SeverityBadge severity={alert.severity} /> },
          { label: 'Status', value: <AlertStateBadge state={alert.state} isMuted={alert.mute !== undefined} /> },
          { label: 'IdP Name', value: alert.idpName },
          { label: 'Raised', value: <Time at={alert.raisedAt} format="exact" /> },
          ...(alert.changedAt === alert.raisedAt
            ? []
            : [{ label: 'Last Change', value: <Time at={alert.changedAt} format="exact" /> }]),
          ...(alert.acknowledgedAt === null
            ? []
            : [
                {
                  label: 'Acknowledged',
                  value: (
                    <>
                      <Time at={alert.acknowledgedAt} format="exact" /> by {alert.acknowledgedBy}
                    </>
                  ),
                },
              ]),
          ...(alert.resolvedAt === null
            ? []
            : [{ label: 'Resolved', value: <Time at={alert.resolvedAt} format="exact" /> }]),
          { label: 'Alert ID', value: <code className="text-xs">{alert.id}</code>, copy: alert.id },
        ]}
      />
      <LinkButton size="sm" className="mt-3" href={wayOf(alert).href}>
        Open {wayOf(alert).label}
      </LinkButton>
    </Part>
    {actions ? (
      <Part title="See to it">
        <AlertTools alert={alert} actions={actions} />
      </Part>
    ) : null}
    {deliveries ? (
      <Part title="Sent">
        {deliveries.length === 0 ? (
          <p className="text-ink-muted text-sm">
            Nothing: it was muted, or no destination wanted alerts of this severity when it came up.
          </p>
        ) : (
          <ul className="divide-line divide-y text-sm">
            {deliveries.map((delivery) => (
              <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                <DeliveryBadge state={delivery.state} />
                <span className="min-w-0 flex-1 basis-40 break-words">
                  {labelOf(alertEvents, delivery.event)}: {delivery.destination}
                  {delivery.type === 'email' ? `, ${delivery.target}` : ''}
                </span>
                <a
                  className="text-accent-text inline-flex min-h-6 items-center hover:underline"
                  href={href('/administration/alerts/deliveries', { alertId: alert.id, row: delivery.id })}
                >
                  Open<span className="sr-only"> delivery to {delivery.target}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Part>
    ) : null}
  </>
)

/** Where it can be seen to. */
const wayOf = ({ kind, idpId }: AlertView): { label: string; href: string } => {
  if (kind === 'deactivations') return { label: 'Held Requests', href: heldHref(idpId) }
  if (kind === 'errors') return { label: 'what was rejected', href: rejectedHref(idpId) }
  if (kind === 'quiet') {
    return { label: 'SCIM Sync Logs', href: href('/authentication/scim/sync-logs', { idp: idpId }) }
  }
  return { label: 'IdP Configuration', href: '/authentication/idp-configuration' }
}
