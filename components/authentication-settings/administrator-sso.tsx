'use client'
import { useState } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { outcomeOf } from '#components/idp/actions.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Section } from '#components/idp/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { SsoEnforcement } from '#lib/services/authentication-settings/enforcement.ts'
import type { ChangeEnforcement } from './actions.ts'

type Owner = { id: string; email: string }

/** *Enforce SSO Login for Admins*, with the owner who breaks the glass. `change` is an owner's. */
export const SsoEnforcementForm = ({
  enforcement,
  owners,
  hasIdp,
  change,
}: {
  enforcement: SsoEnforcement
  /** Owners with a password who are not disabled. */
  owners: readonly Owner[]
  /** Whether an IdP signs administrators in at all. */
  hasIdp: boolean
  change: ChangeEnforcement | undefined
}) => {
  const confirmed = useConfirmed()
  const [draft, setDraft] = useState(enforcement)
  const [error, setError] = useState<{ message: string; field?: string }>()
  const [isAsking, setAsking] = useState(false)
  const [isPending, setPending] = useState(false)
  const isDirty = JSON.stringify(draft) !== JSON.stringify(enforcement)
  const save = async () => {
    if (!change) return
    setAsking(false)
    setPending(true)
    const outcome = await confirmed(() => change(draft))
    setPending(false)
    if (outcome === undefined) return
    const { data, error: problem } = await outcomeOf(Promise.resolve(outcome))
    setError(problem)
    if (!data) return
    const ended = data.sessionsEnded === 1 ? '1 session ended.' : `${data.sessionsEnded} sessions ended.`
    toast({
      title: draft.enforcesSso ? 'SSO is enforced' : 'SSO is not enforced',
      ...(data.sessionsEnded === 0 ? {} : { description: ended }),
      tone: 'good',
    })
  }
  const glass = owners.find(({ id }) => id === draft.breakGlassId)
  return (
    <Section
      title="Enforcement"
      description="While SSO is enforced, passwords, passkeys and links open the account of one owner alone: for the day on which the IdP does not answer."
    >
      <div className="flex flex-col gap-5">
        {hasIdp ? null : (
          <Callout title="No IdP signs administrators in yet">
            Add an IdP configuration with Single Sign-On set to Admin, enable it, and verify it. Then SSO can be
            enforced.
          </Callout>
        )}
        <ChangeAllowed isAllowed={change !== undefined}>
          <EnabledRow
            field="enforcesSso"
            label="Enforce SSO Login for Admins"
            description="Administrators sign in through their IdP and in no other way."
            isEnabled={draft.enforcesSso}
            disabled={isPending || (!hasIdp && !draft.enforcesSso)}
            error={error?.field === 'enforcesSso' ? error.message : undefined}
            onChange={(enforcesSso) => {
              setDraft((before) => ({ ...before, enforcesSso }))
              setError(undefined)
            }}
          />
          <div data-field="breakGlassId">
            <Field
              label="Break-Glass Owner"
              description="May still sign in with a password. Each time is in the Audit Logs as Break-Glass Sign In."
              error={error?.field === 'breakGlassId' ? error.message : undefined}
            >
              <Select
                aria-label="Break-Glass Owner"
                items={[
                  { value: '', label: 'Nobody' },
                  ...owners.map(({ id, email }) => ({ value: id, label: email })),
                ]}
                value={draft.breakGlassId ?? ''}
                disabled={isPending}
                onValueChange={(value) => {
                  setDraft((before) => ({ ...before, breakGlassId: value || null }))
                  setError(undefined)
                }}
              />
            </Field>
          </div>
        </ChangeAllowed>
        {error && error.field === undefined ? (
          <Callout tone="bad" role="alert" title="Not saved">
            {error.message}
          </Callout>
        ) : null}
        {change ? (
          <Button
            variant="primary"
            className="self-start"
            disabled={!isDirty || isPending}
            onClick={() => (draft.enforcesSso ? setAsking(true) : void save())}
          >
            Save enforcement
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Enforce SSO for administrators?"
        description={`Sessions that were opened with a password, a passkey or a link end now, but yours${glass ? ` and those of ${glass.email}` : ''}. Be sure that a sign-in through the IdP works: verify it below.`}
        confirmLabel="Enforce SSO"
        onConfirm={() => void save()}
      />
    </Section>
  )
}
