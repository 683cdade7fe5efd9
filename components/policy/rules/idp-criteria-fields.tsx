'use client'
import { Plus, X } from 'lucide-react'
import { Fragment } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { IdpCriteria, Item } from '#lib/policy/rule.ts'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { type GroupNames, ItemFields } from './item-fields.tsx'
import { JoinButton } from './join-button.tsx'
import { newItem, replacedAt } from './rule-draft.ts'
import { firstField, useFocusAfter } from './use-focus-after.ts'

const families = [
  { kind: 'scim-group', label: 'SCIM Group' },
  { kind: 'scim', label: 'SCIM Attribute' },
  { kind: 'any-saml', label: 'SAML Attribute' },
] as const

/** The button that adds one more of an item's family. */
const adds = ({ kind }: Item): string => `[data-adds="${kind === 'saml' ? 'any-saml' : kind}"]`

/** What is asked of the users of one IdP. */
export const IdpCriteriaFields = ({
  criteria,
  idp,
  groupNames,
  isTried,
  onChange,
  onGroup,
  onRemove,
}: {
  criteria: IdpCriteria
  idp: IdpChoice
  groupNames: GroupNames
  isTried: boolean
  onChange: (criteria: IdpCriteria) => void
  onGroup: (group: { id: string; name: string }) => void
  onRemove: () => void
}) => {
  const { items, join } = criteria
  const setItems = (next: Item[]) => onChange({ ...criteria, items: next })
  const { root, focusAfter } = useFocusAfter<HTMLDivElement>()
  return (
    <div ref={root} data-idp={idp.id} className="bg-sunken rounded-md border p-2.5">
      <div className="mb-1.5 flex min-h-7 items-center justify-between gap-2">
        <h4 className="min-w-0 text-sm font-medium break-words">{idp.name}</h4>
        <Button variant="ghost" size="sm" square aria-label={`Remove ${idp.name}`} title="Remove" onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      <Unused idp={idp} items={items} />
      <div className="flex flex-col gap-1.5">
        {items.map((item, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two items may be the same until they are filled in
          <Fragment key={at}>
            {at === 0 ? null : (
              <JoinButton join={join} of={idp.name} onChange={(next) => onChange({ ...criteria, join: next })} />
            )}
            <ItemFields
              at={at}
              item={item}
              idp={idp}
              groupNames={groupNames}
              isTried={isTried}
              onGroup={onGroup}
              onChange={(next) => {
                setItems(replacedAt(items, at, next))
                // Its search is done, and gives way to the name.
                if (next.kind === 'scim-group') focusAfter(adds(next))
              }}
              onRemove={() => {
                setItems(replacedAt(items, at, undefined))
                focusAfter(adds(item))
              }}
            />
          </Fragment>
        ))}
      </div>
      {isTried && items.length === 0 ? (
        <p role="alert" className="text-bad text-sm">
          Add at least one criterion, or remove the IdP.
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap gap-1.5">
        {families.map(({ kind, label }) => (
          <Button
            key={kind}
            size="sm"
            data-adds={kind}
            onClick={() => {
              setItems([...items, newItem(kind)])
              focusAfter(`[data-item="${items.length}"] ${firstField}`)
            }}
          >
            <Plus aria-hidden />
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** Criteria that are not evaluated as long as the IdP's attributes are off. */
const Unused = ({ idp, items }: { idp: IdpChoice; items: readonly Item[] }) => {
  const isSaml = ({ kind }: Item) => kind === 'saml' || kind === 'any-saml'
  const off = [
    ...(!idp.usesScim && items.some((item) => !isSaml(item)) ? ['SCIM'] : []),
    ...(!idp.usesSaml && items.some(isSaml) ? ['SAML'] : []),
  ]
  return off.map((family) => (
    <p key={family} className="text-warn mb-1.5 text-sm">
      {family} Attributes for Policy is off for {idp.name}: these criteria are not evaluated.
    </p>
  ))
}
