'use client'
import { Import, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Provider, SamlAttributeActions } from './actions.ts'
import { AttributeForm } from './attribute-form.tsx'
import { importHref } from './paths.ts'

/** The two ways to more attributes: from a test sign-in, or by hand. */
export const AttributesHeader = ({
  providers,
  chosen,
  actions,
}: {
  providers: readonly Provider[]
  /** The IdP that the table is filtered by. */
  chosen: string | undefined
  actions: SamlAttributeActions
}) => {
  const [open, setOpen] = useState<'add' | 'import'>()
  const close = () => setOpen(undefined)
  const first = providers.find(({ id }) => id === chosen)
  const ordered = first ? [first, ...providers.filter(({ id }) => id !== first.id)] : providers
  return (
    <>
      <Button onClick={() => setOpen('import')}>
        <Import aria-hidden />
        Import
      </Button>
      <Button variant="primary" onClick={() => setOpen('add')}>
        <Plus aria-hidden />
        Add SAML attribute
      </Button>
      {open === 'add' ? <AttributeForm providers={ordered} actions={actions} onClose={close} /> : null}
      {open === 'import' ? <ImportDialog providers={ordered} onClose={close} /> : null}
    </>
  )
}

const ImportDialog = ({ providers, onClose }: { providers: readonly Provider[]; onClose: () => void }) => {
  const [idpId, setIdpId] = useState(providers[0]?.id ?? '')
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title="Import SAML attributes"
      description="Sign in at the IdP as somebody who has the attributes. Nobody is signed in here by it; what the IdP sent and is new is shown, to choose from."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {/* A sign-in leaves the portal: no page of its own to load ahead. */}
          <a href={importHref(idpId)} className={buttonStyles({ variant: 'primary' })}>
            Sign in at the IdP
          </a>
        </>
      }
    >
      <Field label="IdP Configuration">
        <Select
          aria-label="IdP Configuration"
          value={idpId}
          items={providers.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={setIdpId}
        />
      </Field>
    </Dialog>
  )
}
