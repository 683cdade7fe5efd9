'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { sessionCount, type SessionActions } from './actions.ts'
import { useRevoke } from './use-revoke.ts'

/** Ends every session of one IdP. `idps`: those that have some, with how many are open. */
export const RevokeOfIdp = ({
  idps,
  actions,
}: {
  idps: readonly { id: string; name: string; open: number }[]
  actions: SessionActions
}) => {
  const { isPending, isAsking, setAsking, revoke } = useRevoke()
  const [chosen, setChosen] = useState<string>()
  const idp = idps.find(({ id }) => id === chosen) ?? idps[0]
  if (!idp) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>Revoke all of an IdP…</Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Revoke every session of an IdP?"
        description={`${sessionCount(idp.open)} through ${idp.name} ${idp.open === 1 ? 'is' : 'are'} open, and end at once. People can sign in again as long as ${idp.name} lets them.`}
        confirmLabel="Revoke sessions"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void revoke(() => actions.revokeOfIdp({ idpId: idp.id }), idp.name)}
      >
        <Field label="IdP Name">
          <Select
            value={idp.id}
            onValueChange={setChosen}
            items={idps.map(({ id, name, open }) => ({ value: id, label: name, note: open.toLocaleString('en') }))}
          />
        </Field>
      </ConfirmDialog>
    </>
  )
}
