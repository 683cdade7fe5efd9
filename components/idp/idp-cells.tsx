'use client'
import type { Cells } from '#components/table/data-table.tsx'
import { CopyCell, IdText, InstantCell, None } from '#components/table/cells.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import type { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { formatCount } from '#lib/table/words.ts'
import { ExpiryMark } from './expiry-mark.tsx'
import { ScimPolicySwitch, ScimSyncSwitch } from './idp-switches.tsx'
import { StatusBadge } from './status-badge.tsx'

/** What the SCIM columns switch; without it they only tell. */
export type Switching = {
  isPending: boolean
  turnSync: (idp: IdpView, isOn: boolean) => void
  turnPolicy: (idp: IdpView, isOn: boolean) => void
}

export const idpCells = (switching: Switching | undefined): Cells<typeof idpConfigurations, IdpView> => ({
  name: (idp) => (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate font-medium">{idp.name}</span>
      {idp.isDefault ? <Badge title="Stands for addresses without an IdP ID">Default</Badge> : null}
      <ExpiryMark expiry={idp.expiry} />
    </span>
  ),
  status: (idp) => <StatusBadge idp={idp} />,
  idpEntityId: (idp) => (
    <CopyCell
      value={idp.idpEntityId === '' ? null : idp.idpEntityId}
      label={`IdP Entity ID of ${idp.name}`}
      className="max-w-24 font-mono text-xs max-md:max-w-full 2xl:max-w-72"
    />
  ),
  singleSignOn: (idp) => (idp.singleSignOn === 'admin' ? 'Admin' : 'User'),
  domains: (idp) => <Domains domains={idp.domains} isAny={idp.usesArbitraryDomains} />,
  scimSync: (idp) =>
    switching ? (
      <ScimSyncSwitch idp={idp} disabled={switching.isPending} onChange={(isOn) => switching.turnSync(idp, isOn)} />
    ) : (
      onOff(idp.scimSync)
    ),
  scimAttributesForPolicy: (idp) =>
    switching ? (
      <ScimPolicySwitch idp={idp} disabled={switching.isPending} onChange={(isOn) => switching.turnPolicy(idp, isOn)} />
    ) : (
      onOff(idp.scimAttributesForPolicy)
    ),
  users: (idp) => formatCount(idp.users),
  groups: (idp) => formatCount(idp.groups),
  lastRequestAt: (idp) => (idp.lastRequestAt === undefined ? <None /> : <Time at={idp.lastRequestAt} />),
  certificateEndsAt: (idp) => (idp.expiry === undefined ? <None /> : <InstantCell at={idp.expiry.at} />),
  createdAt: (idp) => <InstantCell at={idp.createdAt} />,
  updatedAt: (idp) => <InstantCell at={idp.updatedAt} />,
  id: (idp) => <IdText className="text-ink-muted">{idp.id}</IdText>,
})

const onOff = (isOn: boolean) => (isOn ? 'Enabled' : 'Disabled')

const Domains = ({ domains, isAny }: { domains: readonly string[]; isAny: boolean }) => {
  const all = isAny ? [...domains, 'Any domain'] : domains
  if (all.length === 0) return <None />
  const [first, second, ...rest] = all
  return (
    <span title={all.join('\n')} className="line-clamp-2 max-w-48 wrap-break-word max-md:max-w-full">
      {[first, second].filter((each) => each !== undefined).join(', ')}
      {rest.length > 0 ? <span className="text-ink-muted"> and {rest.length} more</span> : null}
    </span>
  )
}
