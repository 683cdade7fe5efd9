'use client'
import { useState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Provider } from './actions.ts'
import { importHref } from './paths.ts'

/** Where to import attributes from; the way there leads through a sign-in. Mounted anew each time it opens. */
export const ImportDialog = ({ providers, onClose }: { providers: readonly Provider[]; onClose: () => void }) => {
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
