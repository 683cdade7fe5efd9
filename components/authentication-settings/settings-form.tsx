'use client'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { OptionRow } from '#components/idp/option-row.tsx'
import { Section } from '#components/idp/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/editing/entry-problem.tsx'
import type { DefaultSettings } from '#lib/services/authentication-settings/change-settings.ts'
import type { SettingsActions } from './actions.ts'

const types = [
  { value: 'saml', label: 'SAML' },
  { value: 'form', label: 'Form-Based' },
]
const frequencies = [
  { value: 'daily', label: 'Daily' },
  { value: 'once', label: 'Only Once' },
  { value: 'session', label: 'Once Per Session' },
  { value: 'custom', label: 'Custom' },
] as const

/** *Default Settings*. `save` is absent for whoever only looks. */
export const SettingsForm = ({
  settings,
  version,
  save,
}: {
  settings: DefaultSettings
  version: number
  save: SettingsActions['save'] | undefined
}) => {
  const form = useEntryForm<DefaultSettings, unknown>(
    settings,
    async (entry, seen) => save?.({ entry, opened: seen.opened, version: seen.version ?? version }),
    () => toast({ title: 'Authentication Settings were saved', tone: 'good' }),
  )
  const { entry } = form
  const disabled = form.isSaving
  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <ChangeAllowed isAllowed={save !== undefined}>
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={settingsWords}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={disabled}
          />
        ) : null}
        <EntryProblem
          error={form.error}
          shownFields={['primaryDomain', 'secondaryDomains', 'frequencyDays', 'sessionTimeoutMinutes']}
        />
        <Section title="Users" description="How the people sign in whom your IdPs vouch for.">
          <div className="flex flex-col gap-5">
            <OptionRow
              field="authenticationType"
              label="Authentication Type"
              description={
                entry.authenticationType === 'saml'
                  ? 'SAML: people are sent to the IdP that is responsible for them.'
                  : 'Form-Based: nobody is sent to an IdP. Sign-in by SAML is switched off for users; open sessions stay.'
              }
              value={entry.authenticationType}
              items={types}
              disabled={disabled}
              onChange={(value) => form.set({ authenticationType: value === 'form' ? 'form' : 'saml' })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Authentication Frequency" description={frequencyMeanings[entry.frequency]}>
                <Select
                  aria-label="Authentication Frequency"
                  items={frequencies}
                  value={entry.frequency}
                  disabled={disabled}
                  onValueChange={(value) =>
                    form.set({ frequency: frequencies.find((each) => each.value === value)?.value ?? entry.frequency })
                  }
                />
              </Field>
              {entry.frequency === 'custom' ? (
                <NumberField
                  field="frequencyDays"
                  label="Days"
                  description="1 to 180."
                  value={entry.frequencyDays}
                  disabled={disabled}
                  error={form.errorAt('frequencyDays')}
                  onChange={(frequencyDays) => form.set({ frequencyDays })}
                />
              ) : null}
            </div>
          </div>
        </Section>
        <Section
          title="Authentication Domains"
          description="The domains of your organisation. Once they are entered, a login name has to end in one of them, unless its IdP is used with arbitrary domains."
        >
          <div className="flex flex-col gap-5">
            <div data-field="primaryDomain">
              <Field
                label="Primary Authentication Domain"
                description="Who enters a login name without a domain is one of it."
                error={form.errorAt('primaryDomain')}
              >
                <Input
                  value={entry.primaryDomain}
                  disabled={disabled}
                  placeholder="example.com"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  onValueChange={(primaryDomain) => form.set({ primaryDomain })}
                />
              </Field>
            </div>
            <div data-field="secondaryDomains">
              <Field
                label="Secondary Authentication Domains"
                description="One a line."
                error={form.errorAt('secondaryDomains')}
              >
                <Textarea
                  rows={3}
                  value={entry.secondaryDomains.join('\n')}
                  disabled={disabled}
                  autoCapitalize="none"
                  spellCheck={false}
                  onChange={(event) => form.set({ secondaryDomains: event.target.value.split(/[\n,;]/) })}
                />
              </Field>
            </div>
          </div>
        </Section>
        <Section title="Admin Portal" description="This portal, for those who administer it.">
          <NumberField
            field="sessionTimeoutMinutes"
            label="Admin Portal Session Timeout"
            description="Minutes without use after which administrators are signed out, 5 to 600. A warning comes 5 minutes before."
            value={entry.sessionTimeoutMinutes}
            disabled={disabled}
            error={form.errorAt('sessionTimeoutMinutes')}
            onChange={(sessionTimeoutMinutes) => form.set({ sessionTimeoutMinutes })}
          />
        </Section>
        {save ? (
          <div className="flex lg:grid lg:grid-cols-[16rem_minmax(0,44rem)] lg:gap-x-8">
            <Button
              type="submit"
              variant="primary"
              className="lg:col-start-2 lg:w-fit"
              disabled={!form.isDirty || disabled}
            >
              Save settings
            </Button>
          </div>
        ) : null}
      </ChangeAllowed>
    </form>
  )
}

const frequencyMeanings = {
  daily: 'People sign in once a day.',
  once: 'People sign in once, and again after 180 days.',
  session: 'People sign in each time they open their browser.',
  custom: 'People sign in after this many days.',
} as const

const NumberField = ({
  field,
  label,
  description,
  value,
  disabled,
  error,
  onChange,
}: {
  field: string
  label: string
  description: string
  value: number
  disabled: boolean
  error: string | undefined
  onChange: (value: number) => void
}) => (
  <div data-field={field}>
    <Field label={label} description={description} error={error}>
      <Input
        className="max-w-32"
        inputMode="numeric"
        value={Number.isNaN(value) ? '' : String(value)}
        disabled={disabled}
        onValueChange={(text) => onChange(/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN)}
      />
    </Field>
  </div>
)

const plain = (label: string) => ({ label, text: String })
const oneOf = (label: string, items: readonly { value: string; label: string }[]) => ({
  label,
  text: (value: unknown) => items.find((item) => item.value === value)?.label ?? String(value),
})

const words: Readonly<Record<keyof DefaultSettings, ReturnType<FieldWords>>> = {
  authenticationType: oneOf('Authentication Type', types),
  frequency: oneOf('Authentication Frequency', frequencies),
  frequencyDays: plain('Days'),
  primaryDomain: plain('Primary Authentication Domain'),
  secondaryDomains: {
    label: 'Secondary Authentication Domains',
    text: (value) => (Array.isArray(value) ? value.join('\n') : ''),
  },
  sessionTimeoutMinutes: plain('Admin Portal Session Timeout'),
}

const settingsWords: FieldWords = (field) =>
  (words as Readonly<Record<string, ReturnType<FieldWords>>>)[field] ?? plain(field)
