'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Item } from '#lib/policy/rule.ts'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { ItemFields } from './rules/item-fields.tsx'
import { newItem, replacedAt } from './rules/rule-draft.ts'

const families = [
  { kind: 'scim-group', label: 'SCIM Group' },
  { kind: 'scim', label: 'SCIM Attribute' },
  { kind: 'any-saml', label: 'SAML Attribute' },
] as const

/** What somebody invented has: SCIM groups and values, and what their assertion says. */
export const InventedFields = ({
  items,
  idp,
  groups,
  onChange,
}: {
  items: readonly Item[]
  idp: IdpChoice
  /** The names of the groups that the address has. */
  groups: readonly { id: string; name: string }[]
  onChange: (items: Item[]) => void
}) => {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(groups.map(({ id, name }) => [id, name])),
  )
  return (
    <fieldset className="bg-sunken rounded-md border p-2.5">
      <legend className="sr-only">What they have</legend>
      <p className="text-ink-muted mb-1.5 text-sm">
        {items.length === 0 ? 'They have nothing yet. Add groups they are in, and values they have.' : 'They have:'}
      </p>
      <div className="flex flex-col gap-1.5">
        {items.map((item, at) => (
          <ItemFields
            // oxlint-disable-next-line react/no-array-index-key -- two items may be the same until they are filled in
            key={at}
            at={at}
            item={item}
            idp={idp}
            groupNames={names}
            isTried={false}
            onGroup={(group) => setNames((before) => new Map(before).set(group.id, group.name))}
            onChange={(next) => onChange(replacedAt(items, at, next))}
            onRemove={() => onChange(replacedAt(items, at, undefined))}
          />
        ))}
      </div>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {families.map(({ kind, label }) => (
          <Button key={kind} size="sm" onClick={() => onChange([...items, newItem(kind)])}>
            <Plus aria-hidden />
            {label}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
