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
import type { ApplicationEntry } from '#lib/services/policy/index.ts'
import type { ApplicationView } from '#lib/services/policy/view.ts'
import type { ApplicationActions } from './actions.ts'

type Named = { id: string; name: string }

const empty: ApplicationEntry = {
  name: '',
  description: '',
  isEnabled: true,
  domains: [],
  tcpPorts: '443',
  udpPorts: '',
  segmentGroupId: null,
}

/** *Add* and *Edit* of an application segment. Mounted anew each time it opens. */
export const ApplicationForm = ({
  application,
  groups,
  actions,
  onClose,
}: {
  application?: ApplicationView
  groups: readonly Named[]
  actions: ApplicationActions
  onClose: () => void
}) => {
  const form = useEntryForm<ApplicationEntry, unknown>(
    application?.entry ?? empty,
    (entry, { opened, version }) =>
      application
        ? actions.change({ id: application.id, version: version ?? application.version, entry, opened })
        : actions.create(entry),
    (entry) => {
      toast({ title: `${entry.name.trim()} was ${application ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
    },
  )
  const verb = application ? 'Save application' : 'Add application'
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      title={application ? 'Edit application' : 'Add application'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="application-form" variant="primary" disabled={form.isSaving}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="application-form"
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
            words={applicationWords(groups)}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={Object.keys(empty)} />
        <div data-field="name">
          <Field label="Name" error={form.errorAt('name')}>
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="domains">
          <Field
            label="Domains"
            description="One a line. *.example.com stands for all hosts below example.com, * for every host."
            error={form.errorAt('domains')}
          >
            <Textarea
              rows={3}
              value={form.entry.domains.join('\n')}
              spellCheck={false}
              placeholder={'wiki.example.com\n*.wiki.example.com'}
              className="font-mono text-xs sm:text-xs"
              onChange={(event) => form.set({ domains: event.target.value.split('\n') })}
            />
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <div data-field="tcpPorts">
            <Field label="TCP Ports" description="Such as 443, 8000-8080." error={form.errorAt('tcpPorts')}>
              <Input
                value={form.entry.tcpPorts}
                autoComplete="off"
                onValueChange={(tcpPorts) => form.set({ tcpPorts })}
              />
            </Field>
          </div>
          <div data-field="udpPorts">
            <Field label="UDP Ports" error={form.errorAt('udpPorts')}>
              <Input
                value={form.entry.udpPorts}
                autoComplete="off"
                onValueChange={(udpPorts) => form.set({ udpPorts })}
              />
            </Field>
          </div>
        </div>
        <div data-field="segmentGroupId">
          <Field label="Segment Group" error={form.errorAt('segmentGroupId')}>
            <Select
              items={[{ value: '', label: 'None' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
              value={form.entry.segmentGroupId ?? ''}
              disabled={form.isSaving}
              aria-label="Segment Group"
              onValueChange={(value) => form.set({ segmentGroupId: value || null })}
            />
          </Field>
        </div>
        <div data-field="description">
          <Field label="Description" error={form.errorAt('description')}>
            <Textarea
              rows={2}
              value={form.entry.description}
              onChange={(event) => form.set({ description: event.target.value })}
            />
          </Field>
        </div>
        <EnabledRow
          field="isEnabled"
          label="Status"
          description="A disabled segment is no destination: nobody is allowed to reach it."
          isEnabled={form.entry.isEnabled}
          disabled={form.isSaving}
          onChange={(isEnabled) => form.set({ isEnabled })}
        />
      </form>
    </Dialog>
  )
}

const applicationWords =
  (groups: readonly Named[]): FieldWords =>
  (field) =>
    words(groups)[field] ?? { label: field, text: String }

const words = (groups: readonly Named[]): Readonly<Record<string, ReturnType<FieldWords>>> => ({
  name: { label: 'Name', text: String },
  description: { label: 'Description', text: String },
  isEnabled: { label: 'Status', text: (value) => (value === true ? 'Enabled' : 'Disabled') },
  domains: { label: 'Domains', text: (value) => (Array.isArray(value) ? value.join('\n') : String(value)) },
  tcpPorts: { label: 'TCP Ports', text: String },
  udpPorts: { label: 'UDP Ports', text: String },
  segmentGroupId: { label: 'Segment Group', text: (value) => groups.find(({ id }) => id === value)?.name ?? 'None' },
})
