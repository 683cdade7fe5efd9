'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { SuggestInput } from '#components/ui/suggest-input.tsx'
import type { Item } from '#lib/policy/rule.ts'
import { additionalCatalog, portalAttributesOf } from '#lib/scim/catalog.ts'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { useScimValues } from '../use-scim-values.ts'
import { itemLack } from './rule-draft.ts'
import { SearchPicker } from './search-picker.tsx'
import { useNamedGroups } from './use-named-groups.ts'

/** The names of SCIM groups, by their ids: those that the rule had, and those picked since. */
export type GroupNames = ReadonlyMap<string, string>

type Fields<Kind extends Item['kind']> = {
  item: Extract<Item, { kind: Kind }>
  idp: IdpChoice
  onChange: (item: Item) => void
}

/** One thing that is asked of a user. What it lacks is said once somebody has `tried` to save. */
export const ItemFields = ({
  at,
  item,
  idp,
  groupNames,
  isTried,
  onChange,
  onGroup,
  onRemove,
}: {
  /** Its place in its list. */
  at: number
  item: Item
  idp: IdpChoice
  groupNames: GroupNames
  isTried: boolean
  onChange: (item: Item) => void
  onGroup: (group: { id: string; name: string }) => void
  onRemove: () => void
}) => {
  const lack = isTried ? itemLack(item) : undefined
  const title = item.kind === 'scim-group' ? 'SCIM Group' : item.kind === 'scim' ? 'SCIM Attribute' : 'SAML Attribute'
  return (
    <div data-item={at}>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 gap-x-2 gap-y-1 sm:grid-cols-[7.5rem_minmax(0,1fr)] sm:items-center">
          <span className="text-ink-muted text-sm">{title}</span>
          {item.kind === 'scim-group' ? (
            <GroupFields item={item} idp={idp} onChange={onChange} names={groupNames} onGroup={onGroup} />
          ) : item.kind === 'scim' ? (
            <ScimFields item={item} idp={idp} onChange={onChange} />
          ) : (
            <SamlFields item={item} idp={idp} onChange={onChange} />
          )}
        </div>
        <Button variant="ghost" size="sm" square aria-label={`Remove this ${title}`} title="Remove" onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {lack === undefined ? null : (
        <p role="alert" className="text-bad mt-1 text-sm">
          {lack}
        </p>
      )}
    </div>
  )
}

const GroupFields = ({
  item,
  idp,
  onChange,
  names,
  onGroup,
}: Fields<'scim-group'> & { names: GroupNames; onGroup: (group: { id: string; name: string }) => void }) => {
  const found = useNamedGroups(idp.id)
  if (item.groupId !== '') {
    const name = names.get(item.groupId)
    return (
      <span className={`min-w-0 text-sm font-medium break-words sm:py-1 ${name === undefined ? 'text-warn' : ''}`}>
        {name ?? 'A deleted group'}
      </span>
    )
  }
  return (
    <SearchPicker
      label={`SCIM Group of ${idp.name}`}
      placeholder="Search for a group"
      options={found.groups}
      status={found.status}
      onSearch={found.search}
      onPick={(group) => {
        onGroup(group)
        onChange({ ...item, groupId: group.id })
      }}
    />
  )
}

const attributes = portalAttributesOf(additionalCatalog).map(({ path, label }) => ({ value: path, label }))

const ScimFields = ({ item, idp, onChange }: Fields<'scim'>) => {
  const observed = useScimValues(idp.id, item.attribute)
  return (
    <Pair>
      <Combobox
        aria-label={`SCIM Attribute of ${idp.name}`}
        items={attributes}
        value={item.attribute}
        placeholder="Attribute"
        whenEmpty="No attribute has such a name."
        onValueChange={(attribute) => onChange({ ...item, attribute })}
      />
      <SuggestInput
        aria-label="Value"
        value={item.value}
        placeholder="Value"
        suggestions={observed.values}
        status={observed.status}
        onOpen={() => observed.load(item.value)}
        onValueChange={(value) => {
          onChange({ ...item, value })
          observed.load(value)
        }}
      />
    </Pair>
  )
}

const ANY = 'any'

const SamlFields = ({ item, idp, onChange }: Fields<'saml' | 'any-saml'>) => {
  const chosen = item.kind === 'saml' ? item.attributeId : ANY
  const isGone = item.kind === 'saml' && idp.samlAttributes.every(({ id }) => id !== item.attributeId)
  return (
    <Pair>
      <Select
        aria-label={`SAML Attribute of ${idp.name}`}
        items={[
          { value: ANY, label: 'Any SAML attribute' },
          ...idp.samlAttributes.map(({ id, name }) => ({ value: id, label: name })),
          ...(isGone ? [{ value: chosen, label: 'A deleted attribute' }] : []),
        ]}
        value={chosen}
        onValueChange={(attributeId) =>
          onChange(
            attributeId === ANY
              ? { kind: 'any-saml' }
              : { kind: 'saml', attributeId, value: item.kind === 'saml' ? item.value : '' },
          )
        }
      />
      {item.kind === 'saml' ? (
        <Input
          aria-label="Value"
          placeholder="Value"
          value={item.value}
          autoComplete="off"
          spellCheck={false}
          onValueChange={(value) => onChange({ ...item, value })}
        />
      ) : null}
    </Pair>
  )
}

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid min-w-0 gap-2 sm:grid-cols-2">{children}</div>
)
