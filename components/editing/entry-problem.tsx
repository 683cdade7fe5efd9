'use client'
import type { FormError } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

/** A failure that belongs to no field in sight. */
export const EntryProblem = ({
  error,
  shownFields,
}: {
  error: FormError | undefined
  shownFields: readonly string[]
}) => {
  if (!error || (error.field !== undefined && shownFields.includes(error.field))) return null
  const isChanged = error.code === 'changed'
  return (
    <Callout tone="bad" role="alert" title={isChanged ? 'Somebody else was faster' : 'Not saved'}>
      <p>{error.message}</p>
      {isChanged ? (
        <Button className="mt-2" size="sm" onClick={() => location.reload()}>
          Reload
        </Button>
      ) : null}
    </Callout>
  )
}
