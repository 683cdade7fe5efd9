'use client'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/user-management/entry-problem.tsx'
import type { Provider, SamlAttributeActions, SamlAttributeView } from './actions.ts'

type Draft = { name: string; samlAttribute: string; idpId: string }

/** *Add* and *Edit* of a SAML attribute. Mounted anew each time it opens; its IdP cannot be changed. */
export const AttributeForm = ({
  attribute,
  providers,
  actions,
  onClose,
}: {
  attribute?: SamlAttributeView
  providers: readonly Provider[]
  actions: SamlAttributeActions
  onClose: () => void
}) => {
  const form = useEntryForm<Draft, unknown>(
    {
      name: attribute?.name ?? '',
      samlAttribute: attribute?.samlAttribute ?? '',
      idpId: attribute?.provider.id ?? providers[0]?.id ?? '',
    },
    ({ idpId, ...entry }, { opened, version }) =>
      attribute
        ? actions.change({
            id: attribute.id,
            version: version ?? attribute.version,
            entry,
            opened: { name: opened.name, samlAttribute: opened.samlAttribute },
          })
        : actions.add({ idpId, entries: [entry] }),
    ({ name }) => {
      toast({ title: attribute ? `${name} was saved` : `${name} was added`, tone: 'good' })
      onClose()
    },
  )
  const verb = attribute ? 'Save' : 'Add'
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      title={attribute ? 'Edit SAML attribute' : 'Add SAML attribute'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="saml-attribute-form" variant="primary" disabled={form.isSaving}>
            {verb} attribute
          </Button>
        </>
      }
    >
      <form
        id="saml-attribute-form"
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
            words={fieldWords}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['name', 'samlAttribute', 'idpId']} />
        <div data-field="name">
          <Field
            label="Name"
            error={form.errorAt('name')}
            description="What policies call it. Letters, digits, “.”, “-” and “_”."
          >
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="samlAttribute">
          <Field
            label="SAML Attribute"
            error={form.errorAt('samlAttribute')}
            description="The attribute’s name as the IdP sends it, letter by letter. NameID is not available: let the IdP send its value as an attribute."
          >
            <Input
              value={form.entry.samlAttribute}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onValueChange={(samlAttribute) => form.set({ samlAttribute })}
            />
          </Field>
        </div>
        <div data-field="idpId">
          <Field label="IdP Configuration" error={form.errorAt('idpId')}>
            <Select
              aria-label="IdP Configuration"
              value={form.entry.idpId}
              disabled={attribute !== undefined}
              items={providers.map(({ id, name }) => ({ value: id, label: name }))}
              onValueChange={(idpId) => form.set({ idpId })}
            />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}

const labels: Record<string, string> = { name: 'Name', samlAttribute: 'SAML Attribute' }

const fieldWords: FieldWords = (field) => ({
  label: labels[field] ?? field,
  text: (value) => (typeof value === 'string' ? value : ''),
})
