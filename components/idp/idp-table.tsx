'use client'
import { useMemo, useState } from 'react'
import { DataTable, type TablePage } from '#components/table/data-table.tsx'
import { useStable } from '#components/table/use-stable.ts'
import type { IdpView } from '#lib/services/idps/index.ts'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'
import type { IdpActions } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import { DeleteIdp } from './delete-idp.tsx'
import { idpCells } from './idp-cells.tsx'
import { IdpDetails } from './idp-details.tsx'
import { IdpTools } from './idp-tools.tsx'
import { useScimSwitches } from './use-scim-switches.ts'

/** The *IdP Configuration* table: a row unfolds to everything about its IdP, and SCIM is switched in it. */
export const IdpTable = ({
  page,
  actions,
  canEdit,
}: {
  page: TablePage<IdpView>
  actions: IdpActions
  canEdit: boolean
}) => {
  const [deleting, setDeleting] = useState<IdpView>()
  const switches = useScimSwitches(actions)
  const turnSync = useStable(switches.turnSync)
  const turnPolicy = useStable(switches.turnPolicy)
  const { isPending } = switches
  const cells = useMemo(
    () => idpCells(canEdit ? { isPending, turnSync, turnPolicy } : undefined),
    [canEdit, isPending, turnSync, turnPolicy],
  )
  const opening = useMemo(
    () => ({
      title: 'Details',
      name: (idp: IdpView) => idp.name,
      renderTools: (idp: IdpView) => <IdpTools idp={idp} onDelete={canEdit ? () => setDeleting(idp) : undefined} />,
      renderBelow: (idp: IdpView) => <IdpDetails idp={idp} canEdit={canEdit} />,
    }),
    [canEdit],
  )
  return (
    <>
      <DataTable definition={idpConfigurations} page={page} cells={cells} opening={opening} />
      <ConfirmChange
        plan={switches.plan}
        isPending={isPending}
        onConfirm={switches.confirm}
        onCancel={switches.cancel}
      />
      <DeleteIdp idp={deleting} actions={actions} onClose={() => setDeleting(undefined)} />
    </>
  )
}
