'use client'
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '#components/ui/button.tsx'

/** The criteria of one kind, with the way to take them out of the rule. */
export const CriterionBox = ({
  field,
  title,
  error,
  onRemove,
  children,
}: {
  field: string
  title: string
  error: string | undefined
  onRemove: () => void
  children: ReactNode
}) => {
  const id = useId()
  return (
    <section
      data-field={field}
      aria-labelledby={id}
      className={`rounded-lg border p-3 ${error === undefined ? '' : 'border-bad'}`}
    >
      <div className="mb-2 flex min-h-7 items-center justify-between gap-2">
        <h3 id={id} className="text-sm font-medium">
          {title}
        </h3>
        <Button variant="ghost" size="sm" square aria-label={`Remove ${title}`} title="Remove" onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {children}
      {error === undefined ? null : (
        <p role="alert" className="text-bad mt-2 text-sm">
          {error}
        </p>
      )}
    </section>
  )
}
