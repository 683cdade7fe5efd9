'use client'
import { Fragment } from 'react'
import type { Criteria } from '#lib/policy/rule.ts'
import type { IdpChoice } from '#lib/services/policy/rule-choices.ts'
import { IdpCriteriaFields } from './idp-criteria-fields.tsx'
import type { GroupNames } from './item-fields.tsx'
import { JoinButton } from './join-button.tsx'
import { ListPicker } from './list-picker.tsx'
import { newIdpCriteria, replacedAt } from './rule-draft.ts'
import { useFocusAfter } from './use-focus-after.ts'

type Identity = Criteria['identity']

/** *SAML and SCIM Attributes*: what is asked of the users of some IdPs. */
export const IdentityFields = ({
  identity,
  idps,
  groupNames,
  isTried,
  onChange,
  onGroup,
}: {
  identity: Identity
  idps: readonly IdpChoice[]
  groupNames: GroupNames
  isTried: boolean
  onChange: (identity: Identity) => void
  onGroup: (group: { id: string; name: string }) => void
}) => {
  const used = identity.idps.map(({ idpId }) => idpId)
  const unused = idps.filter(({ id }) => !used.includes(id))
  const { root, focusAfter } = useFocusAfter<HTMLDivElement>()
  return (
    <div ref={root} className="flex flex-col gap-2">
      {identity.idps.map((criteria, at) => (
        <Fragment key={criteria.idpId}>
          {at === 0 ? null : (
            <JoinButton join={identity.join} of="IdPs" onChange={(join) => onChange({ ...identity, join })} />
          )}
          <IdpCriteriaFields
            criteria={criteria}
            idp={idps.find(({ id }) => id === criteria.idpId) ?? goneIdp(criteria.idpId)}
            groupNames={groupNames}
            isTried={isTried}
            onGroup={onGroup}
            onChange={(next) => onChange({ ...identity, idps: replacedAt(identity.idps, at, next) })}
            onRemove={() => {
              onChange({ ...identity, idps: replacedAt(identity.idps, at, undefined) })
              focusAfter('[data-picks] input')
            }}
          />
        </Fragment>
      ))}
      {identity.join === 'and' && identity.idps.length > 1 ? (
        <p className="text-warn text-sm">A user is of one IdP: joined by AND, criteria of two IdPs match nobody.</p>
      ) : null}
      {unused.length > 0 ? (
        <ListPicker
          label="Select IdP"
          noun="IdP"
          placeholder={used.length === 0 ? 'Select IdP' : 'Select another IdP'}
          options={unused}
          chosen={[]}
          onChange={(ids) => {
            onChange({ ...identity, idps: [...identity.idps, ...ids.map(newIdpCriteria)] })
            focusAfter(`[data-idp="${ids[0]}"] [data-adds]`)
          }}
        />
      ) : null}
    </div>
  )
}

const goneIdp = (id: string): IdpChoice => ({
  id,
  name: 'A deleted IdP',
  usesSaml: true,
  usesScim: true,
  samlAttributes: [],
})
