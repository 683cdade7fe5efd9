'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
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
  const form = useEditedEntry<Draft>({
    edited: attribute && {
      id: attribute.id,
      version: attribute.version,
      entry: { name: attribute.name, samlAttribute: attribute.samlAttribute, idpId: attribute.provider.id },
    },
    empty: { name: '', samlAttribute: '', idpId: providers[0]?.id ?? '' },
    actions: {
      create: ({ idpId, ...entry }) => actions.add({ idpId, entries: [entry] }),
      change: ({ entry, opened, ...seen }) =>
        actions.change({ ...seen, entry: withoutIdp(entry), opened: withoutIdp(opened) }),
    },
    onClose,
  })
  return (
    <EntryDialog
      form={form}
      title={attribute ? 'Edit SAML attribute' : 'Add SAML attribute'}
      verb={attribute ? 'Save attribute' : 'Add attribute'}
      words={words}
      shownFields={['name', 'samlAttribute', 'idpId']}
      onClose={onClose}
    >
      <NameField form={form} description="What policies call it. Letters, digits, “.”, “-” and “_”." />
      <EntryField
        form={form}
        field="samlAttribute"
        label="SAML Attribute"
        description="The attribute’s name as the IdP sends it, letter by letter. NameID is not available: let the IdP send its value as an attribute."
      >
        <Input
          value={form.entry.samlAttribute}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onValueChange={(samlAttribute) => form.set({ samlAttribute })}
        />
      </EntryField>
      <EntryField form={form} field="idpId" label="IdP Configuration">
        <Select
          aria-label="IdP Configuration"
          value={form.entry.idpId}
          disabled={attribute !== undefined}
          items={providers.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={(idpId) => form.set({ idpId })}
        />
      </EntryField>
    </EntryDialog>
  )
}

const withoutIdp = ({ name, samlAttribute }: Draft) => ({ name, samlAttribute })

const words = fieldWordsOf({ name: 'Name', samlAttribute: 'SAML Attribute' })
