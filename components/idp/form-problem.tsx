'use client'
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
      <Callout tone="bad" role="alert" title="Not saved">
        <p>{error.message}</p>
      </Callout>
    </div>
  )
}
