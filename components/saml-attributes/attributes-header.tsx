'use client'
import { Import, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Provider, SamlAttributeActions } from './actions.ts'
import { AttributeForm, ImportDialog } from './forms.ts'

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
      <AttributeForm isNeeded={open === 'add'} isKept={false} providers={ordered} actions={actions} onClose={close} />
      <ImportDialog isNeeded={open === 'import'} isKept={false} providers={ordered} onClose={close} />
    </>
  )
}
