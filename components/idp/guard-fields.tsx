'use client'
import Link from 'next/link'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { NumberField } from './limit-fields.tsx'
import { EnabledRow } from './option-row.tsx'
import { heldHref } from './paths.ts'
import type { IdpForm } from './use-idp-form.ts'

/** *Mass-deprovision guard*: on or off, from when on it holds, and what never counts. */
export const GuardFields = ({ form, disabled }: { form: IdpForm; disabled: boolean }) => {
  const { draft, set, errorAt } = form
  return (
    <div className="flex flex-col gap-4">
      <EnabledRow
        field="guardsDeprovisioning"
        label="Mass-deprovision guard"
        description="When too many people would lose access within an hour, because they are deactivated or deleted or their group is emptied, further such requests wait until an administrator allows or refuses them. The IdP asks again, so that nothing is lost."
        isEnabled={draft.guardsDeprovisioning}
        disabled={disabled}
        error={errorAt('guardsDeprovisioning')}
        onChange={(guardsDeprovisioning) => set({ guardsDeprovisioning })}
      />
      {draft.guardsDeprovisioning ? (
        <>
          <div className="grid gap-4 sm:grid-cols-3">
            <NumberField
              field="guardPercent"
              label="Share of active users, in percent"
              value={draft.guardPercent}
              error={errorAt('guardPercent')}
              disabled={disabled}
              onChange={(guardPercent) => set({ guardPercent: guardPercent ?? 0 })}
            />
            <NumberField
              field="guardMinimum"
              label="At least, in people"
              value={draft.guardMinimum}
              error={errorAt('guardMinimum')}
              disabled={disabled}
              onChange={(guardMinimum) => set({ guardMinimum: guardMinimum ?? 0 })}
            />
          </div>
          <p className="text-ink-muted text-sm">
            {meaning(form.stored.activeUsers, draft)} What waits stands under{' '}
            <Link href={heldHref(form.stored.id)} className="text-accent-text underline">
              Held Requests
            </Link>
            .
          </p>
          <div data-field="guardExceptions">
            <Field
              label="Groups that may be emptied"
              description="Names, one a line. Emptying or deleting them never counts, and is never held."
              error={errorAt('guardExceptions')}
            >
              <Textarea
                rows={2}
                value={draft.guardExceptions}
                disabled={disabled}
                spellCheck={false}
                onChange={(event) => set({ guardExceptions: event.currentTarget.value })}
              />
            </Field>
          </div>
        </>
      ) : null}
    </div>
  )
}

/** What the numbers come to, with the users that there are now. */
const meaning = (activeUsers: number, { guardPercent, guardMinimum }: IdpForm['draft']): string => {
  const most = Math.max(guardMinimum, Math.floor((activeUsers * Math.min(guardPercent, 100)) / 100))
  const users = activeUsers === 1 ? '1 active user' : `${activeUsers.toLocaleString('en')} active users`
  return `With ${users} now, up to ${most.toLocaleString('en')} may lose access within an hour.`
}
