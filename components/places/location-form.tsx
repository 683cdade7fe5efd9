'use client'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/user-management/entry-problem.tsx'
import type { LocationEntry } from '#lib/services/places/entry.ts'
import type { LocationView } from '#lib/services/places/view.ts'
import type { LocationActions } from './actions.ts'

type Idp = { id: string; name: string }
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
  const form = useEntryForm<LocationEntry, unknown>(
    location?.entry ?? { name: '', ranges: [], enforcesAuthentication: true, idpId: null },
    (entry, { opened, version }) =>
      location
        ? actions.change({
            id: location.id,
            version: version ?? location.version,
            entry,
            opened,
          })
        : actions.create({ ...entry, parentId: parent?.id ?? null }),
    (entry) => {
      toast({ title: `${entry.name.trim()} was ${location ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
    },
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      title={location ? `Edit ${noun}` : `Add ${noun}`}
      description={parent ? `Within ${parent.name}.` : undefined}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="location-form" variant="primary" disabled={form.isSaving}>
            {location ? `Save ${noun}` : `Add ${noun}`}
          </Button>
        </>
      }
    >
      <form
        id="location-form"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={locationWords(idps)}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['name', 'ranges', 'idpId']} />
        <div data-field="name">
          <Field label="Name" error={form.errorAt('name')}>
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="ranges">
          <Field
            label="IP Addresses"
            description={
              parent
                ? `Addresses or CIDR ranges, one a line, all of them within ${parent.name}.`
                : 'Addresses or CIDR ranges, IPv4 or IPv6, one a line: what Rollcall sees people come from.'
            }
            error={form.errorAt('ranges')}
          >
            <Textarea
              rows={3}
              value={form.entry.ranges.join('\n')}
              spellCheck={false}
              placeholder={'203.0.113.0/24\n2001:db8::/32'}
              className="font-mono text-xs sm:text-xs"
              onChange={(event) => form.set({ ranges: event.target.value.split('\n') })}
            />
          </Field>
        </div>
        <EnabledRow
          field="enforcesAuthentication"
          label="Enforce Authentication"
          description="Whether people who come from here have to sign in. It is kept for applications that ask for decisions; none does yet."
          isEnabled={form.entry.enforcesAuthentication}
          disabled={form.isSaving}
          onChange={(enforcesAuthentication) => form.set({ enforcesAuthentication })}
        />
        <div data-field="idpId">
          <Field
            label="IdP"
            description="Signs in people of this place whose domain belongs to no IdP."
            error={form.errorAt('idpId')}
          >
            <Select
              items={[
                { value: '', label: noneLabel(parent) },
                ...idps.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={form.entry.idpId ?? ''}
              disabled={form.isSaving}
              aria-label="IdP"
              onValueChange={(value) => form.set({ idpId: value || null })}
            />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}

const noneLabel = (parent: { name: string } | null) => (parent ? `As ${parent.name}` : 'Default IdP')

const locationWords =
  (idps: readonly Idp[]): FieldWords =>
  (field) =>
    words(idps)[field] ?? { label: field, text: String }

const words = (idps: readonly Idp[]): Readonly<Record<string, ReturnType<FieldWords>>> => ({
  name: { label: 'Name', text: String },
  ranges: { label: 'IP Addresses', text: (value) => (Array.isArray(value) ? value.join('\n') : String(value)) },
  enforcesAuthentication: {
    label: 'Enforce Authentication',
    text: (value) => (value === true ? 'Enabled' : 'Disabled'),
  },
  idpId: { label: 'IdP', text: (value) => idps.find(({ id }) => id === value)?.name ?? 'Default IdP' },
})
