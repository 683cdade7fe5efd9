'use client'
import { Plus } from 'lucide-react'
import { Fragment } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { countryCodes } from '#lib/policy/countries.ts'
import { clientTypes, criteriaOf, platforms, type Criteria, type CriterionKind, type Policy } from '#lib/policy/rule.ts'
import type { RuleChoices } from '#lib/services/policy/rule-choices.ts'
import { CriterionBox } from './criterion-box.tsx'
import { IdentityFields } from './identity-fields.tsx'
import type { GroupNames } from './item-fields.tsx'
import { ListPicker } from './list-picker.tsx'
import { criterionTitles, withoutKind } from './rule-draft.ts'
import { firstField, useFocusAfter } from './use-focus-after.ts'

type Props = {
  criteria: Criteria
  choices: RuleChoices
  groupNames: GroupNames
  isTried: boolean
  onChange: (change: Partial<Criteria>) => void
  onGroup: (group: { id: string; name: string }) => void
}

/** What a rule asks for, a box a kind, and *Add Criteria* with the kinds that are not used yet. */
export const CriteriaFields = ({
  policy,
  shown,
  errorAt,
  onAdd,
  onRemove,
  ...props
}: Props & {
  policy: Policy
  shown: readonly CriterionKind[]
  errorAt: (kind: CriterionKind) => string | undefined
  onAdd: (kind: CriterionKind) => void
  onRemove: (kind: CriterionKind) => void
}) => {
  const unused = criteriaOf[policy].filter((kind) => !shown.includes(kind))
  const { root, focusAfter } = useFocusAfter<HTMLElement>()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the inputs in it, wherever the focus is
    <section
      ref={root}
      aria-label="Criteria"
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        // Enter chooses from what is suggested; whoever has nothing highlighted yet does not mean to save the rule.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
      }}
    >
      <h3 className="text-sm font-medium">Criteria</h3>
      {shown.length === 0 ? (
        <p className="text-ink-muted text-sm">Without criteria, the rule applies to everybody and every application.</p>
      ) : null}
      {shown.map((kind, at) => (
        <Fragment key={kind}>
          {at === 0 ? null : <p className="text-ink-muted px-1 text-xs font-semibold">AND</p>}
          <CriterionBox
            field={kind}
            title={criterionTitles[kind]}
            error={errorAt(kind)}
            onRemove={() => {
              props.onChange(withoutKind(props.criteria, kind))
              onRemove(kind)
              focusAfter(`[data-adds="${kind}"]`)
            }}
          >
            <KindFields kind={kind} {...props} />
          </CriterionBox>
        </Fragment>
      ))}
      {unused.length > 0 ? (
        <fieldset className="mt-1 flex flex-wrap items-center gap-1.5">
          <legend className="text-ink-muted float-left mr-1 text-sm">Add Criteria</legend>
          {unused.map((kind) => (
            <Button
              key={kind}
              size="sm"
              data-adds={kind}
              onClick={() => {
                onAdd(kind)
                focusAfter(`[data-field="${kind}"] ${firstField}`)
              }}
            >
              <Plus aria-hidden />
              {criterionTitles[kind]}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </section>
  )
}

const KindFields = ({
  kind,
  criteria,
  choices,
  groupNames,
  isTried,
  onChange,
  onGroup,
}: Props & { kind: CriterionKind }) => {
  switch (kind) {
    case 'applications':
      return <ApplicationFields criteria={criteria} choices={choices} onChange={onChange} />
    case 'identity':
      return (
        <IdentityFields
          identity={criteria.identity}
          idps={choices.idps}
          groupNames={groupNames}
          isTried={isTried}
          onGroup={onGroup}
          onChange={(identity) => onChange({ identity })}
        />
      )
    case 'trusted-networks':
      return (
        <Textarea
          rows={3}
          aria-label="CIDR ranges, one a line"
          value={criteria.trustedNetworks.join('\n')}
          placeholder={'192.0.2.0/24\n2001:db8::/32'}
          spellCheck={false}
          className="font-mono text-xs sm:text-xs"
          onChange={(event) => onChange({ trustedNetworks: event.target.value.split('\n') })}
        />
      )
    case 'locations':
      return (
        <ListPicker
          label="Locations"
          noun="location"
          placeholder="Search for a location"
          options={choices.locations}
          chosen={criteria.locationIds}
          onChange={(locationIds) => onChange({ locationIds })}
        />
      )
    case 'client-types':
      return (
        <Checks
          labels={clientTypes}
          chosen={criteria.clientTypes}
          onChange={(next) => onChange({ clientTypes: next })}
        />
      )
    case 'platforms':
      return (
        <Checks labels={platforms} chosen={criteria.platforms} onChange={(next) => onChange({ platforms: next })} />
      )
    case 'country-codes':
      return (
        <ListPicker
          label="Country Codes"
          noun="country"
          placeholder="Search for a country"
          options={countries()}
          chosen={criteria.countryCodes}
          onChange={(next) => onChange({ countryCodes: next })}
        />
      )
  }
}

const GROUP = 'group '

const ApplicationFields = ({ criteria, choices, onChange }: Pick<Props, 'criteria' | 'choices' | 'onChange'>) => {
  const noteOf = (isEnabled: boolean, note?: string) =>
    [note, isEnabled ? undefined : 'Disabled'].filter((text) => text !== undefined).join(', ') || undefined
  return (
    <ListPicker
      label="Applications"
      noun="application or segment group"
      placeholder="Search for an application or segment group"
      options={[
        ...choices.segmentGroups.map(({ id, name, isEnabled }) => ({
          id: `${GROUP}${id}`,
          name,
          note: noteOf(isEnabled, 'Segment Group'),
        })),
        ...choices.applications.map(({ id, name, isEnabled }) => ({ id, name, note: noteOf(isEnabled) })),
      ]}
      chosen={[...criteria.segmentGroupIds.map((id) => `${GROUP}${id}`), ...criteria.applicationIds]}
      onChange={(ids) =>
        onChange({
          segmentGroupIds: ids.filter((id) => id.startsWith(GROUP)).map((id) => id.slice(GROUP.length)),
          applicationIds: ids.filter((id) => !id.startsWith(GROUP)),
        })
      }
    />
  )
}

const Checks = <Key extends string>({
  labels,
  chosen,
  onChange,
}: {
  labels: Readonly<Record<Key, string>>
  chosen: readonly Key[]
  onChange: (chosen: Key[]) => void
}) => {
  const keys = Object.keys(labels) as Key[]
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1">
      {keys.map((key) => (
        <label key={key} className="flex min-h-7 items-center gap-2 text-sm">
          <Checkbox
            checked={chosen.includes(key)}
            onToggle={(isChosen) => onChange(keys.filter((each) => (each === key ? isChosen : chosen.includes(each))))}
          />
          {labels[key]}
        </label>
      ))}
    </div>
  )
}

const countries = () => {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return countryCodes.map((code) => ({ id: code, name: names.of(code) ?? code, note: code }))
}
