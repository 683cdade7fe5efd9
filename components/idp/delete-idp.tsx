'use client'
import { useEffect, useState } from 'react'
import { LostRules } from '#components/policy/named-by.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { DeletionImpact, IdpView } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { count } from './count.ts'
import { liveCredentials } from './token-words.ts'

/** Says in numbers what goes with an IdP, and asks for its name. Closed while `idp` is undefined. */
export const DeleteIdp = ({
  idp,
  actions,
  onClose,
}: {
  idp: Pick<IdpView, 'id' | 'name' | 'isDefault' | 'tokens' | 'secrets'> | undefined
  actions: IdpActions
  onClose: (isDeleted: boolean) => void
}) => {
  const [impact, setImpact] = useState<{ of: string; counts: DeletionImpact }>()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const { countDeletion } = actions
  const id = idp?.id
  useEffect(() => {
    if (id === undefined) return undefined
    let isCurrent = true
    const load = async () => {
      const outcome = await outcomeOf(countDeletion({ id }))
      if (!isCurrent) return
      if (outcome.error) setProblem(outcome.error.message)
      else setImpact({ of: id, counts: outcome.data })
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [id, countDeletion])

  const close = (isDeleted: boolean) => {
    setProblem(undefined)
    setImpact(undefined)
    onClose(isDeleted)
  }
  const remove = async () => {
    if (!idp) return
    setPending(true)
    const outcome = await outcomeOf(actions.deleteIdp({ id: idp.id, typedName: idp.name }))
    setPending(false)
    if (outcome.error) return setProblem(outcome.error.message)
    toast({ title: `${idp.name} was deleted`, description: 'Its name and domains are free again.', tone: 'good' })
    close(true)
  }
  const credentials = idp && liveCredentials(idp)
  const counts = impact?.of === id ? impact?.counts : undefined

  return (
    <ConfirmDialog
      key={id}
      open={idp !== undefined}
      onOpenChange={(open) => {
        if (!open) close(false)
      }}
      title={`Delete ${idp?.name ?? ''}?`}
      description="This cannot be undone."
      confirmLabel="Delete IdP"
      tone="danger"
      {...(idp?.isDefault ? {} : { typeToConfirm: idp?.name ?? '' })}
      isPending={isPending || counts === undefined || (idp?.isDefault ?? false)}
      onConfirm={() => void remove()}
    >
      <div className="flex flex-col gap-3 text-sm">
        {idp?.isDefault ? (
          <Callout tone="warn" title="The default IdP cannot be deleted">
            Make another IdP the default one first, or disable Default IdP under Edit IdP Configuration.
          </Callout>
        ) : null}
        {problem === undefined ? null : (
          <Callout tone="bad" role="alert" title="Not deleted">
            {problem}
          </Callout>
        )}
        {counts ? <LostRules rules={counts.rules} /> : null}
        <p>With the configuration go, for good:</p>
        <ul className="list-disc space-y-1 pl-4" aria-busy={counts === undefined}>
          {counts === undefined ? (
            <li className="text-ink-muted">Counting…</li>
          ) : (
            <>
              <li>{count(counts.users, 'user')} and their access</li>
              <li>
                {count(counts.groups, 'group')} with {count(counts.memberships, 'membership')}
              </li>
              <li>{count(counts.syncLogs, 'SCIM sync log')}</li>
              {credentials === undefined ? null : <li>{credentials}: the IdP&rsquo;s requests are refused at once</li>}
            </>
          )}
        </ul>
      </div>
    </ConfirmDialog>
  )
}
