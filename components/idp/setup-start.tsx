'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { IdpInformation } from '#lib/services/idps/index.ts'
import { href } from '#lib/table/href.ts'
import { outcomeOf, type FormError, type IdpActions } from './actions.ts'
import { FormProblem } from './form-problem.tsx'
import { InformationFields } from './information-fields.tsx'
import { SetupSteps } from './setup-steps.tsx'
import { focusField } from './use-idp-form.ts'

const listPath = '/authentication/idp-configuration'

/** The first tab of *Add IdP Configuration*, before there is anything stored. */
export const SetupStart = ({ actions }: { actions: IdpActions }) => {
  const [value, setValue] = useState<IdpInformation>({
    name: '',
    singleSignOn: 'user',
    usesArbitraryDomains: false,
    domains: [],
  })
  const [error, setError] = useState<FormError>()
  const [isSaving, setSaving] = useState(false)
  const router = useRouter()
  // The guide that was chosen here goes on being the one beside it.
  const guide = useSearchParams().get('guide') ?? undefined

  const start = async (isPausing: boolean) => {
    setSaving(true)
    const outcome = await outcomeOf(actions.startIdp(value))
    if (outcome.error) {
      setSaving(false)
      setError(outcome.error)
      focusField(outcome.error.field)
      return
    }
    router.push(isPausing ? listPath : href(`${listPath}/${outcome.data.id}/setup`, { guide }))
  }

  return (
    <form
      noValidate
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void start(false)
      }}
    >
      <SetupSteps current={1} reached={1} onGo={() => undefined} />
      <FormProblem error={error} shownFields={['name', 'singleSignOn', 'usesArbitraryDomains', 'domains']} />
      <Card className="p-4 sm:p-5">
        <InformationFields
          value={value}
          disabled={isSaving}
          errorAt={(field) => (error?.field === field ? error.message : undefined)}
          onChange={(change) => {
            setValue((before) => ({ ...before, ...change }))
            if (error?.field !== undefined && error.field in change) setError(undefined)
          }}
        />
      </Card>
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={listPath} variant="ghost" className="mr-auto">
          Cancel
        </LinkButton>
        <Button disabled={isSaving} onClick={() => void start(true)}>
          Pause
        </Button>
        <Button type="submit" variant="primary" disabled={isSaving}>
          Next
        </Button>
      </div>
    </form>
  )
}
