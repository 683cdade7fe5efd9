'use client'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { DestinationEntry, DestinationView } from '#lib/services/alerts/index.ts'
import { alertSeverities, labelOf } from '#lib/table/alert-words.ts'
import type { DestinationActions } from './actions.ts'

const empty: DestinationEntry = { name: '', url: '', recipients: '', leastSeverity: 'warning', isEnabled: true }

/** Adds a destination of this type, or changes one. Mounted anew each time it opens. `onMade`: with the secret to show. */
export const DestinationForm = ({
  type,
  edited,
  actions: { create, change },
  onMade,
  onClose,
}: {
  type: 'webhook' | 'email'
  edited?: DestinationView
  actions: Pick<DestinationActions, 'create' | 'change'>
  onMade: (name: string, secret: string) => void
  onClose: () => void
}) => {
  const confirmed = useConfirmed()
  const form = useEntryForm<DestinationEntry, { secret?: string | undefined }>(
    edited?.entry ?? empty,
    (entry, { opened, version }) =>
      edited
        ? confirmed(() => change({ id: edited.id, version: version ?? edited.version, entry, opened })).then(asMade)
        : confirmed(() => create({ type, entry })),
    ({ name }, made) => {
      toast({ title: `${name.trim()} was ${edited ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
      if (made.secret !== undefined) onMade(name.trim(), made.secret)
    },
  )
  const { url, recipients, leastSeverity, isEnabled } = form.entry
  return (
    <EntryDialog
      form={form}
      title={edited ? `Edit ${edited.entry.name}` : type === 'webhook' ? 'Add webhook' : 'Add e-mail'}
      description={
        type === 'webhook'
          ? 'Each event is posted as JSON, signed, and tried again for three days when it is not accepted.'
          : 'Each recipient gets a message of their own.'
      }
      verb={edited ? 'Save destination' : 'Add destination'}
      words={words}
      shownFields={['name', 'url', 'recipients']}
      onClose={onClose}
    >
      <NameField form={form} description="Who is told, or which program." />
      {type === 'webhook' ? (
        <EntryField
          form={form}
          field="url"
          label="URL"
          description="https://, at a public address. Redirects are not followed."
        >
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://hooks.example.com/rollcall"
            value={url}
            onValueChange={(value) => form.set({ url: value })}
          />
        </EntryField>
      ) : (
        <EntryField
          form={form}
          field="recipients"
          label="Recipients"
          description="E-mail addresses, one a line, up to 20."
        >
          <Textarea rows={4} value={recipients} onChange={({ target }) => form.set({ recipients: target.value })} />
        </EntryField>
      )}
      <EntryField form={form} field="leastSeverity" label="Alerts from">
        <Select
          aria-label="Alerts from"
          items={severities}
          value={leastSeverity}
          onValueChange={(value) =>
            form.set({ leastSeverity: alertSeverities.find((each) => each.value === value)?.value ?? leastSeverity })
          }
        />
      </EntryField>
      <Switch label="Send alerts there" checked={isEnabled} onCheckedChange={(on) => form.set({ isEnabled: on })} />
    </EntryDialog>
  )
}

/** A change makes no secret. */
const asMade = <T extends { data?: unknown }>(result: T | undefined) =>
  result && { ...result, ...(result.data === undefined ? {} : { data: {} }) }

const severities = [
  { value: 'info', label: 'Notice: everything' },
  { value: 'warning', label: 'Warning: what needs attention' },
  { value: 'urgent', label: 'Urgent alone' },
]

const words = fieldWordsOf({
  name: 'Name',
  url: 'URL',
  recipients: 'Recipients',
  leastSeverity: { label: 'Alerts from', text: (value) => labelOf(alertSeverities, String(value)) },
  isEnabled: 'Send alerts there',
})
