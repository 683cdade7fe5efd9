import { LinkButton } from '#components/ui/button.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { href } from '#lib/table/href.ts'
import { EntityFrame, Panel } from './entity-frame.tsx'
import { EntityTimeline, type TimelineView } from './entity-timeline.tsx'
import { Facts } from './facts.tsx'
import { Id } from './fact-values.tsx'

export type GoneView = {
  kind: 'User' | 'Group'
  idp: { id: string; name: string }
  id: string
  /** The name it had; undefined when only the logs know the id. */
  name: string | undefined
  deletedAt: string | undefined
  timeline: TimelineView
}

/** In place of a user or group that is no longer there: what is still known about it. */
export const EntityGone = ({ gone }: { gone: GoneView }) => {
  const noun = gone.kind.toLowerCase()
  const list = { label: `SCIM ${gone.kind}s`, href: href(`/authentication/scim/${noun}s`, { idp: gone.idp.id }) }
  return (
    <EntityFrame
      list={list}
      idpName={gone.idp.name}
      title={gone.name ?? `There is no ${noun} with this id`}
      state={gone.deletedAt ? <Badge tone="bad">Deleted</Badge> : undefined}
      actions={<LinkButton href={list.href}>Go to {list.label}</LinkButton>}
    >
      <Callout tone="info" className="mb-4">
        {gone.deletedAt ? (
          <>
            This {noun} was deleted <Time at={gone.deletedAt} />. Its attributes and memberships are gone; the requests
            below are kept as long as the logs of this IdP.
          </>
        ) : (
          <>No {noun} of this IdP has this id, but requests have named it.</>
        )}
      </Callout>
      <div className="grid gap-4">
        <Panel title="What is known">
          <Facts
            facts={[
              { label: `Internal ${gone.kind} ID`, value: <Id>{gone.id}</Id>, copy: gone.id },
              ...(gone.name ? [{ label: `SCIM ${gone.kind} Name`, value: gone.name, copy: gone.name }] : []),
              ...(gone.deletedAt ? [{ label: 'Deleted', value: <Time at={gone.deletedAt} format="exact" /> }] : []),
            ]}
          />
        </Panel>
        <EntityTimeline timeline={gone.timeline} />
      </div>
    </EntityFrame>
  )
}
