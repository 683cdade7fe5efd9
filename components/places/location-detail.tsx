'use client'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useDeletion } from '#components/editing/use-deletion.ts'
import { LostRules, NamedBy } from '#components/policy/named-by.tsx'
import { Facts, Part } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { NamingRule } from '#lib/services/policy/view.ts'
import type { LocationView } from '#lib/services/places/view.ts'
import { href } from '#lib/table/href.ts'
import type { LocationActions } from './actions.ts'
import { LocationForm } from './location-form.tsx'
import { LocationIdp } from './locations-table.tsx'

type Idps = readonly { id: string; name: string }[]

/** What opens beside the table. Without `actions` there is nothing to change. */
export const LocationDetail = ({
  location,
  idps,
  rules,
  actions,
}: {
  location: LocationView
  idps: Idps
  /** That name it, or one of its sublocations. */
  rules: readonly NamingRule[]
  actions: LocationActions | undefined
}) => (
  <>
    {actions ? <LocationTools location={location} idps={idps} rules={rules} actions={actions} /> : null}
    <Part title="Location">
      <Facts
        facts={[
          ...(location.parent
            ? [{ label: 'Within', value: <LocationLink id={location.parent.id} name={location.parent.name} /> }]
            : []),
          {
            label: 'IP Addresses',
            value: (
              <span className="flex flex-col font-mono text-xs">
                {location.entry.ranges.map((range) => (
                  <span key={range}>{range}</span>
                ))}
              </span>
            ),
            copy: location.entry.ranges.join('\n'),
          },
          { label: 'Enforce Authentication', value: location.entry.enforcesAuthentication ? 'Enabled' : 'Disabled' },
          { label: 'IdP', value: <LocationIdp idp={location.idp} parent={location.parent} /> },
          { label: 'Last Updated', value: <Time at={location.updatedAt} format="exact" /> },
          { label: 'Created', value: <Time at={location.createdAt} format="exact" /> },
        ]}
      />
    </Part>
    {location.parent ? null : (
      <Part title="Sublocations">
        {location.sublocations.length === 0 ? (
          <p className="text-ink-muted text-sm">
            None. A sublocation is a part of these addresses with rules of its own.
          </p>
        ) : (
          <ul className="divide-line divide-y text-sm">
            {location.sublocations.map(({ id, name, ranges }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-4 py-1.5">
                <LocationLink id={id} name={name} />
                <span className="text-ink-muted font-mono text-xs">{ranges.join(', ')}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
    )}
    <NamedBy rules={rules} />
  </>
)

const LocationLink = ({ id, name }: { id: string; name: string }) => (
  <Link href={href('/policy/locations', { row: id })} className="hover:text-accent-text font-medium hover:underline">
    {name}
  </Link>
)

const LocationTools = ({
  location,
  idps,
  rules,
  actions,
}: {
  location: LocationView
  idps: Idps
  rules: readonly NamingRule[]
  actions: LocationActions
}) => {
  const [open, setOpen] = useState<'edit' | 'add' | 'delete'>()
  const { name } = location.entry
  const noun = location.parent ? 'sublocation' : 'location'
  const count = location.sublocations.length
  const close = () => setOpen(undefined)
  const deletion = useDeletion(
    name,
    () => actions.remove({ id: location.id }),
    () => setOpen(undefined),
  )
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit {noun}
      </Button>
      {location.parent ? null : (
        <Button size="sm" onClick={() => setOpen('add')}>
          <Plus aria-hidden />
          Add sublocation
        </Button>
      )}
      <Button size="sm" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete {noun}
      </Button>
      {open === 'edit' ? (
        <LocationForm location={location} parent={location.parent} idps={idps} actions={actions} onClose={close} />
      ) : null}
      {open === 'add' ? (
        <LocationForm parent={{ id: location.id, name }} idps={idps} actions={actions} onClose={close} />
      ) : null}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${name}?`}
        description={`${count === 0 ? '' : `${count === 1 ? 'Its sublocation goes' : `Its ${count} sublocations go`} with it. `}People who come from there are signed in as from ${location.parent?.name ?? 'anywhere else'}.`}
        confirmLabel={`Delete ${noun}`}
        tone="danger"
        isPending={deletion.isPending}
        {...(rules.length > 0 ? { typeToConfirm: name } : {})}
        onConfirm={deletion.confirm}
      >
        <LostRules rules={rules} />
      </ConfirmDialog>
    </div>
  )
}
