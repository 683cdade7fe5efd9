'use client'
import { useId } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { apiScopes, type ApiScope, scopeWords } from '#lib/table/api-scopes.ts'

/** What the key may be used for, each with its meaning. */
export const ScopeFields = ({
  scopes,
  error,
  onChange,
}: {
  scopes: readonly ApiScope[]
  error: string | undefined
  onChange: (scopes: ApiScope[]) => void
}) => {
  const id = useId()
  return (
    <fieldset className="min-w-0" aria-describedby={error === undefined ? undefined : id}>
      <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
      <ul className="border-line divide-line max-h-72 divide-y overflow-y-auto rounded-lg border">
        {apiScopes.map((scope) => (
          <li key={scope}>
            <label className="hover:bg-hover flex items-start gap-3 px-3 py-2 text-sm">
              <Checkbox
                checked={scopes.includes(scope)}
                onToggle={(isChecked) =>
                  onChange(apiScopes.filter((each) => (each === scope ? isChecked : scopes.includes(each))))
                }
              />
              <span className="min-w-0">
                {scopeWords[scope]}
                <code className="text-ink-muted block text-xs">{scope}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error === undefined ? null : (
        <p id={id} role="alert" className="text-bad mt-1.5 text-sm">
          {error}
        </p>
      )}
    </fieldset>
  )
}
