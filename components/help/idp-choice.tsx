'use client'
import { Select } from '#components/ui/select.tsx'

/** The IdP whose values a guide has. */
export const IdpChoice = ({
  idps,
  idp,
  onChoose,
}: {
  idps: readonly { id: string; name: string }[]
  idp: string | undefined
  onChoose: (id: string) => void
}) => (
  <div className="flex min-w-0 items-center gap-2">
    <span className="text-ink-muted shrink-0 text-sm" aria-hidden>
      Values of
    </span>
    <Select
      aria-label="Values of"
      items={idps.map(({ id, name }) => ({ value: id, label: name }))}
      placeholder="Choose an IdP"
      {...(idp === undefined ? {} : { value: idp })}
      onValueChange={onChoose}
      className="max-w-56"
    />
  </div>
)
