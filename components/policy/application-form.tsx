'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { DescriptionField, EntryField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
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
  const form = useEditedEntry({ edited: application, empty, actions, onClose })
  return (
    <EntryDialog
      form={form}
      title={application ? 'Edit application' : 'Add application'}
      verb={application ? 'Save application' : 'Add application'}
      words={applicationWords(groups)}
      shownFields={Object.keys(empty)}
      onClose={onClose}
    >
      <NameField form={form} />
      <EntryField
        form={form}
        field="domains"
        label="Domains"
        description="One a line. *.example.com stands for all hosts below example.com, * for every host."
      >
        <Textarea
          rows={3}
          value={form.entry.domains.join('\n')}
          spellCheck={false}
          placeholder={'wiki.example.com\n*.wiki.example.com'}
          className="font-mono text-xs sm:text-xs"
          onChange={(event) => form.set({ domains: event.target.value.split('\n') })}
        />
      </EntryField>
      <div className="grid gap-4 sm:grid-cols-2">
        <EntryField form={form} field="tcpPorts" label="TCP Ports" description="Such as 443, 8000-8080.">
          <Input value={form.entry.tcpPorts} autoComplete="off" onValueChange={(tcpPorts) => form.set({ tcpPorts })} />
        </EntryField>
        <EntryField form={form} field="udpPorts" label="UDP Ports">
          <Input value={form.entry.udpPorts} autoComplete="off" onValueChange={(udpPorts) => form.set({ udpPorts })} />
        </EntryField>
      </div>
      <EntryField form={form} field="segmentGroupId" label="Segment Group">
        <Select
          items={[{ value: '', label: 'None' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
          value={form.entry.segmentGroupId ?? ''}
          disabled={form.isSaving}
          aria-label="Segment Group"
          onValueChange={(value) => form.set({ segmentGroupId: value || null })}
        />
      </EntryField>
      <DescriptionField form={form} />
      <EnabledRow
        field="isEnabled"
        label="Status"
        description="A disabled segment is no destination: nobody is allowed to reach it."
        isEnabled={form.entry.isEnabled}
        disabled={form.isSaving}
        onChange={(isEnabled) => form.set({ isEnabled })}
      />
    </EntryDialog>
  )
}

const applicationWords = (groups: readonly Named[]) =>
  fieldWordsOf({
    name: 'Name',
    description: 'Description',
    isEnabled: 'Status',
    domains: 'Domains',
    tcpPorts: 'TCP Ports',
    udpPorts: 'UDP Ports',
    segmentGroupId: {
      label: 'Segment Group',
      text: (value) => groups.find(({ id }) => id === value)?.name ?? 'None',
    },
  })
