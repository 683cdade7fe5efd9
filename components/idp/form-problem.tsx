'use client'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { FormError } from './actions.ts'

/** A failure that belongs to no field, or to one that is not on this page. */
export const FormProblem = ({
  error,
  shownFields,
}: {
  error: FormError | undefined
  shownFields: readonly string[]
}) => {
  if (!error || (error.field !== undefined && shownFields.includes(error.field))) return null
  return (
    <div data-field="form">
      <Callout
        tone="bad"
        role="alert"
        title={error.code === 'changed' ? 'Somebody else changed this configuration' : 'Not saved'}
      >
        <p>{error.message}</p>
        {error.code === 'changed' ? (
          <Button className="mt-2" size="sm" onClick={() => location.reload()}>
            Reload
          </Button>
        ) : null}
      </Callout>
    </div>
  )
}
