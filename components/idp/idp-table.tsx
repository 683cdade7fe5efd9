'use client'
import { ChevronRight, Eye, Pencil, Trash2 } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs'
import { Fragment, type ReactNode, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import type { IdpActions } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import { DeleteIdp } from './delete-idp.tsx'
import { ExpiryMark } from './expiry-mark.tsx'
import { IdpDetails } from './idp-details.tsx'
import { IdpFilters } from './idp-filters.tsx'
import { ScimPolicySwitch, ScimSyncSwitch } from './idp-switches.tsx'
import { StatusBadge } from './status-badge.tsx'
import { useScimSwitches } from './use-scim-switches.ts'

const filters = {
  name: parseAsString.withDefault(''),
  status: parseAsStringLiteral(['any', 'enabled', 'disabled', 'resume']).withDefault('any'),
}

/** The *IdP Configuration* table; on narrow screens a card a row. Filters and the open row are in the URL. */
export const IdpTable = ({
  idps,
  actions,
  canEdit,
}: {
  idps: readonly IdpView[]
  actions: IdpActions
  canEdit: boolean
}) => {
  const [filter, setFilter] = useQueryStates(filters)
  const [openId, setOpenId] = useQueryState('open', parseAsString)
  const [deleting, setDeleting] = useState<IdpView>()
  const switches = useScimSwitches(actions)
  const wanted = filter.name.trim().toLowerCase()
  const shown = idps.filter(
    (idp) =>
      (wanted === '' || idp.name.toLowerCase().includes(wanted)) &&
      (filter.status === 'any' || idp.status === filter.status),
  )
  const cells = (idp: IdpView): Cells => ({
    status: <StatusBadge idp={idp} />,
    entityId:
      idp.idpEntityId === '' ? (
        <Dash />
      ) : (
        <span className="flex items-center gap-1">
          <span className="max-w-36 truncate font-mono text-xs 2xl:max-w-72" title={idp.idpEntityId}>
            {idp.idpEntityId}
          </span>
          <CopyButton value={idp.idpEntityId} label={`IdP Entity ID of ${idp.name}`} />
        </span>
      ),
    singleSignOn: idp.singleSignOn === 'admin' ? 'Admin' : 'User',
    domains: <Domains domains={idp.domains} isAny={idp.usesArbitraryDomains} />,
    scimSync: canEdit ? (
      <ScimSyncSwitch idp={idp} disabled={switches.isPending} onChange={(isOn) => switches.turnSync(idp, isOn)} />
    ) : (
      onOff(idp.scimSync)
    ),
    scimPolicy: canEdit ? (
      <ScimPolicySwitch idp={idp} disabled={switches.isPending} onChange={(isOn) => switches.turnPolicy(idp, isOn)} />
    ) : (
      onOff(idp.scimAttributesForPolicy)
    ),
    users: idp.users.toLocaleString('en'),
    groups: idp.groups.toLocaleString('en'),
    lastRequest: idp.lastRequestAt === undefined ? <Dash label="None yet" /> : <Time at={idp.lastRequestAt} />,
  })
  const row = (idp: IdpView, form: 'table' | 'card') => ({
    idp,
    cells: cells(idp),
    isOpen: openId === idp.id,
    detailsId: `details-${form}-${idp.id}`,
    onToggle: () => void setOpenId(openId === idp.id ? null : idp.id),
    tools: <Tools idp={idp} canEdit={canEdit} onDelete={() => setDeleting(idp)} />,
  })

  return (
    <>
      <IdpFilters
        filter={filter}
        onChange={(change) => {
          const { status, ...rest } = change
          void setFilter(status === undefined ? rest : { ...rest, status: filters.status.parse(status) ?? 'any' })
        }}
        summary={
          shown.length === idps.length
            ? `${idps.length} IdP configuration${idps.length === 1 ? '' : 's'}`
            : `${shown.length} of ${idps.length} IdP configurations`
        }
      />
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            title="No IdP configuration matches"
            action={<Button onClick={() => void setFilter({ name: '', status: 'any' })}>Clear the filters</Button>}
          >
            Another name or status may.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card className="hidden overflow-x-auto xl:block">
            <table className="w-full text-left text-sm">
              <caption className="sr-only">IdP Configuration</caption>
              <thead className="bg-sunken text-ink-muted text-xs">
                <tr className="border-b">
                  {columns.map(({ id, label, isNumber }) => (
                    <th
                      key={label}
                      scope="col"
                      className={cn(
                        'px-3 py-2 align-bottom font-medium first:pl-4',
                        isNumber && 'text-right',
                        !wrapped.includes(id) && 'whitespace-nowrap',
                      )}
                    >
                      {label}
                    </th>
                  ))}
                  <th scope="col" className="px-3 py-2">
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody className="divide-line divide-y">
                {shown.map((idp) => (
                  <TableRow key={idp.id} {...row(idp, 'table')} />
                ))}
              </tbody>
            </table>
          </Card>
          <ul aria-label="IdP configurations" className="flex flex-col gap-3 xl:hidden">
            {shown.map((idp) => (
              <CardRow key={idp.id} {...row(idp, 'card')} />
            ))}
          </ul>
        </>
      )}
      <ConfirmChange
        plan={switches.plan}
        isPending={switches.isPending}
        onConfirm={switches.confirm}
        onCancel={switches.cancel}
      />
      <DeleteIdp idp={deleting} actions={actions} onClose={() => setDeleting(undefined)} />
    </>
  )
}

type Cells = Record<(typeof columns)[number]['id'] & string, ReactNode>
type Row = { idp: IdpView; cells: Cells; isOpen: boolean; detailsId: string; onToggle: () => void; tools: ReactNode }

const columns = [
  { id: undefined, label: 'Name', isNumber: false },
  { id: 'status', label: 'Status', isNumber: false },
  { id: 'entityId', label: 'IdP Entity ID', isNumber: false },
  { id: 'singleSignOn', label: 'Single Sign-On', isNumber: false },
  { id: 'domains', label: 'Authentication Domains', isNumber: false },
  { id: 'scimSync', label: 'SCIM Sync', isNumber: false },
  { id: 'scimPolicy', label: 'SCIM Attributes for Policy', isNumber: false },
  { id: 'users', label: 'Users', isNumber: true },
  { id: 'groups', label: 'Groups', isNumber: true },
  { id: 'lastRequest', label: 'Last SCIM request', isNumber: false },
] as const

/** Headers that may take two lines. */
const wrapped: readonly (string | undefined)[] = ['domains', 'scimPolicy', 'lastRequest']

const TableRow = ({ idp, cells, isOpen, detailsId, onToggle, tools }: Row) => (
  <>
    <tr className={cn('hover:bg-hover/50', isOpen && 'bg-hover/50')}>
      <th scope="row" className="py-2 pr-3 pl-2 font-medium whitespace-nowrap">
        <Name idp={idp} isOpen={isOpen} detailsId={detailsId} onToggle={onToggle} />
      </th>
      {columns.map(({ id, isNumber }) =>
        id === undefined ? null : (
          <td
            key={id}
            className={cn('px-3 py-2', isNumber && 'text-right tabular-nums', id === 'lastRequest' && 'min-w-24')}
          >
            {cells[id]}
          </td>
        ),
      )}
      <td className="px-2 py-1">{tools}</td>
    </tr>
    {isOpen ? (
      <tr id={detailsId}>
        <td colSpan={columns.length + 1} className="bg-sunken px-4 py-5">
          <IdpDetails idp={idp} />
        </td>
      </tr>
    ) : null}
  </>
)

const CardRow = ({ idp, cells, isOpen, detailsId, onToggle, tools }: Row) => (
  <li className="min-w-0">
    <Card className="p-3">
      <div className="flex items-center justify-between gap-2 pb-2 font-medium">
        <Name idp={idp} isOpen={isOpen} detailsId={detailsId} onToggle={onToggle} />
        {tools}
      </div>
      <dl className="grid grid-cols-[minmax(8rem,2fr)_minmax(0,3fr)] items-center gap-x-3 gap-y-1.5 text-sm">
        {columns.map(({ id, label }) =>
          id === undefined ? null : (
            <Fragment key={id}>
              <dt className="text-ink-muted">{label}</dt>
              <dd className="min-w-0">{cells[id]}</dd>
            </Fragment>
          ),
        )}
      </dl>
      {isOpen ? (
        <div id={detailsId} className="mt-3 border-t pt-4">
          <IdpDetails idp={idp} />
        </div>
      ) : null}
    </Card>
  </li>
)

const Name = ({ idp, isOpen, detailsId, onToggle }: Omit<Row, 'cells' | 'tools'>) => (
  <span className="flex min-w-0 items-center gap-1.5">
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailsId : undefined}
      onClick={onToggle}
      className="hover:bg-hover flex min-h-7 min-w-0 items-center gap-1.5 rounded-md py-0.5 pr-2 pl-1 text-left"
    >
      <ChevronRight
        className={cn('text-ink-faint size-4 shrink-0 transition-transform', isOpen && 'rotate-90')}
        aria-hidden
      />
      <span className="truncate">{idp.name}</span>
    </button>
    {idp.isDefault ? <Badge title="Stands for addresses without an IdP ID">Default</Badge> : null}
    <ExpiryMark expiry={idp.expiry} />
  </span>
)

const onOff = (isOn: boolean) => (isOn ? 'Enabled' : 'Disabled')

const Tools = ({ idp, canEdit, onDelete }: { idp: IdpView; canEdit: boolean; onDelete: () => void }) => (
  <span className="flex shrink-0 justify-end gap-1">
    {canEdit ? <EditLink idp={idp} /> : <ViewLink idp={idp} />}
    {canEdit ? (
      <Button variant="ghost" size="sm" square aria-label={`Delete ${idp.name}`} title="Delete" onClick={onDelete}>
        <Trash2 aria-hidden />
      </Button>
    ) : null}
  </span>
)

/** The form as it stands, for those whose role does not change it. */
const ViewLink = ({ idp }: { idp: IdpView }) => (
  <LinkButton
    variant="ghost"
    size="sm"
    square
    href={`/authentication/idp-configuration/${idp.id}`}
    aria-label={`View ${idp.name}`}
    title="View"
  >
    <Eye aria-hidden />
  </LinkButton>
)

const EditLink = ({ idp }: { idp: IdpView }) => (
  <LinkButton
    variant="ghost"
    size="sm"
    square
    href={`/authentication/idp-configuration/${idp.id}${idp.status === 'resume' ? '/setup' : ''}`}
    aria-label={idp.status === 'resume' ? `Resume ${idp.name}` : `Edit ${idp.name}`}
    title={idp.status === 'resume' ? 'Resume' : 'Edit'}
  >
    <Pencil aria-hidden />
  </LinkButton>
)

const Domains = ({ domains, isAny }: { domains: readonly string[]; isAny: boolean }) => {
  const all = isAny ? [...domains, 'Any domain'] : domains
  if (all.length === 0) return <Dash />
  const [first, second, ...rest] = all
  return (
    <span title={all.join('\n')} className="wrap-break-word">
      {[first, second].filter((each) => each !== undefined).join(', ')}
      {rest.length > 0 ? <span className="text-ink-muted"> and {rest.length} more</span> : null}
    </span>
  )
}

const Dash = ({ label = 'None' }: { label?: string }) => (
  <>
    <span aria-hidden className="text-ink-faint">
      –
    </span>
    <span className="sr-only">{label}</span>
  </>
)
