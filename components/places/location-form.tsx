'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { LocationEntry } from '#lib/services/places/entry.ts'
import type { LocationView } from '#lib/services/places/view.ts'
import type { LocationActions } from './actions.ts'

type Idp = { id: string; name: string }

const empty: LocationEntry = { name: '', ranges: [], enforcesAuthentication: true, idpId: null }

/** *Add* and *Edit* of a location, or of a sublocation of `parent`. Mounted anew each time it opens. */
export const LocationForm = ({
  location,
  parent,
  idps,
  actions,
  onClose,
}: {
  location?: LocationView
  parent: { id: string; name: string } | null
  idps: readonly Idp[]
  actions: LocationActions
  onClose: () => void
}) => {
  const noun = parent ? 'sublocation' : 'location'
  const form = useEditedEntry({
    edited: location,
    empty,
    actions: {
      create: (entry) => actions.create({ ...entry, parentId: parent?.id ?? null }),
      change: actions.change,
    },
    onClose,
  })
  return (
    <EntryDialog
      form={form}
      title={location ? `Edit ${noun}` : `Add ${noun}`}
      description={parent ? `Within ${parent.name}.` : undefined}
      verb={location ? `Save ${noun}` : `Add ${noun}`}
      words={locationWords(idps)}
      shownFields={['name', 'ranges', 'idpId']}
      onClose={onClose}
    >
      <NameField form={form} />
      <EntryField
        form={form}
        field="ranges"
        label="IP Addresses"
        description={
          parent
            ? `Addresses or CIDR ranges, one a line, all of them within ${parent.name}.`
            : 'Addresses or CIDR ranges, IPv4 or IPv6, one a line: what Rollcall sees people come from.'
        }
      >
        <Textarea
          rows={3}
          value={form.entry.ranges.join('\n')}
          spellCheck={false}
          placeholder={'203.0.113.0/24\n2001:db8::/32'}
          className="font-mono text-xs sm:text-xs"
          onChange={(event) => form.set({ ranges: event.target.value.split('\n') })}
        />
      </EntryField>
      <EnabledRow
        field="enforcesAuthentication"
        label="Enforce Authentication"
        description="Whether people who come from here have to sign in. If not, they reach what an Access rule without SAML and SCIM Attributes allows; for everything else they sign in all the same."
        isEnabled={form.entry.enforcesAuthentication}
        disabled={form.isSaving}
        onChange={(enforcesAuthentication) => form.set({ enforcesAuthentication })}
      />
      <EntryField
        form={form}
        field="idpId"
        label="IdP"
        description="Signs in people of this place whose domain belongs to no IdP."
      >
        <Select
          items={[{ value: '', label: noneLabel(parent) }, ...idps.map(({ id, name }) => ({ value: id, label: name }))]}
          value={form.entry.idpId ?? ''}
          disabled={form.isSaving}
          aria-label="IdP"
          onValueChange={(value) => form.set({ idpId: value || null })}
        />
      </EntryField>
    </EntryDialog>
  )
}

const noneLabel = (parent: { name: string } | null) => (parent ? `As ${parent.name}` : 'Default IdP')

const locationWords = (idps: readonly Idp[]) =>
  fieldWordsOf({
    name: 'Name',
    ranges: 'IP Addresses',
    enforcesAuthentication: 'Enforce Authentication',
    idpId: { label: 'IdP', text: (value) => idps.find(({ id }) => id === value)?.name ?? 'Default IdP' },
  })
