'use client'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { MailServerEntry, MailServerView } from '#lib/services/alerts/index.ts'
import type { DestinationActions } from './actions.ts'
import { labelOf } from '#lib/table/alert-words.ts'

export const securities = [
  { value: 'starttls', label: 'STARTTLS, usually port 587' },
  { value: 'tls', label: 'TLS, usually port 465' },
  { value: 'none', label: 'None, for a relay on this network' },
] as const

/** Mounted anew each time it opens. The stored password never comes here. */
export const MailServerForm = ({
  server: { version: opened, hasPassword, ...stored },
  change,
  onClose,
}: {
  server: MailServerView
  change: DestinationActions['changeMailServer']
  onClose: () => void
}) => {
  const confirmed = useConfirmed()
  const form = useEntryForm<MailServerEntry, unknown>(
    { ...stored, password: '' },
    (entry, seen) => confirmed(() => change({ entry, opened: seen.opened, version: seen.version ?? opened })),
    () => {
      toast({ title: 'The mail server was saved', tone: 'good' })
      onClose()
    },
  )
  const { host, port, security, user, password, sender } = form.entry
  return (
    <EntryDialog
      form={form}
      title="Mail server"
      description="What alerts are submitted to by SMTP."
      verb="Save mail server"
      words={words}
      shownFields={['host', 'port', 'security', 'user', 'password', 'sender']}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
        <EntryField form={form} field="host" label="Host">
          <Input
            autoComplete="off"
            placeholder="smtp.example.com"
            value={host}
            onValueChange={(value) => form.set({ host: value })}
          />
        </EntryField>
        <EntryField form={form} field="port" label="Port">
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={port === 0 ? '' : String(port)}
            onValueChange={(text) => form.set({ port: Number(text.replaceAll(/\D/g, '').slice(0, 5)) })}
          />
        </EntryField>
      </div>
      <EntryField form={form} field="security" label="Security">
        <Select
          aria-label="Security"
          items={securities}
          value={security}
          onValueChange={(value) =>
            form.set({ security: securities.find((each) => each.value === value)?.value ?? security })
          }
        />
      </EntryField>
      <EntryField form={form} field="user" label="User" description="Empty where the server asks for none.">
        <Input autoComplete="off" value={user} onValueChange={(value) => form.set({ user: value })} />
      </EntryField>
      <EntryField
        form={form}
        field="password"
        label="Password"
        description={
          hasPassword
            ? 'One is stored, and never shown. Leave this empty to keep it.'
            : 'It is stored encrypted, and never shown again.'
        }
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={password}
          onValueChange={(value) => form.set({ password: value })}
        />
      </EntryField>
      <EntryField form={form} field="sender" label="Sender" description="The address that messages come from.">
        <Input
          type="email"
          autoComplete="off"
          placeholder="rollcall@example.com"
          value={sender}
          onValueChange={(value) => form.set({ sender: value })}
        />
      </EntryField>
    </EntryDialog>
  )
}

const words = fieldWordsOf({
  host: 'Host',
  port: 'Port',
  security: { label: 'Security', text: (value) => labelOf(securities, String(value)) },
  user: 'User',
  sender: 'Sender',
})
