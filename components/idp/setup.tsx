'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import type { IdpActions } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import { FormProblem } from './form-problem.tsx'
import { IdpConflict } from './idp-conflict.tsx'
import { InformationFields } from './information-fields.tsx'
import { ProvisioningOptions } from './provisioning-options.tsx'
import { connectHref, editHref } from './paths.ts'
import { samlFieldNames } from './saml-field-names.ts'
import { SamlFields } from './saml-fields.tsx'
import { ScimFields } from './scim-fields.tsx'
import { ServiceProviderFields } from './service-provider-fields.tsx'
import { SetupSteps, type SetupStep } from './setup-steps.tsx'
import { useIdpForm } from './use-idp-form.ts'

const listPath = '/authentication/idp-configuration'
/** Nothing is left to be done here but to wait for the IdP. */
const isReadyForRequests = ({ status, scimSync, tokens, secrets }: IdpView): boolean =>
  status === 'enabled' && scimSync && tokens.length + secrets.length > 0
const toStep = (number: number): SetupStep => (number === 1 || number === 2 ? number : 3)

/** *Add IdP Configuration* from its first save on: whatever is left is stored, so that a reload resumes here. */
export const Setup = ({ idp, actions }: { idp: IdpView; actions: IdpActions }) => {
  const form = useIdpForm(idp, actions)
  const router = useRouter()
  const [step, setStep] = useState<SetupStep>(() => toStep(idp.wizardStep))
  const go = (to: SetupStep) => void form.save(() => setStep(to), { pause: to })
  const pause = () =>
    void form.save(
      (saved) => {
        toast({ title: `The set-up of ${saved.name} is paused`, description: 'Choose Resume in the table to go on.' })
        router.push(listPath)
      },
      { pause: step },
    )
  const finish = () =>
    void form.save((saved) => {
      toast(
        saved.status === 'enabled'
          ? { title: `${saved.name} was created`, tone: 'good' }
          : {
              title: `${saved.name} was created, disabled`,
              description: 'Its requests are refused until Status is Enabled.',
              tone: 'warn',
            },
      )
      router.push(isReadyForRequests(saved) ? connectHref(saved.id) : editHref(saved.id))
    }, 'finish')

  const information = (
    <InformationFields value={form.draft} onChange={form.set} errorAt={form.errorAt} disabled={form.isSaving} />
  )
  return (
    <form
      noValidate
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (step === 3) finish()
        else go(toStep(step + 1))
      }}
    >
      <SetupSteps current={step} reached={3} onGo={go} />
      <IdpConflict form={form} />
      <FormProblem error={form.error} shownFields={shownFields[step]} />
      {step === 1 ? <Card className="p-4 sm:p-5">{information}</Card> : null}
      {step === 2 ? (
        <Card className="flex flex-col gap-4 p-4 sm:p-5">
          <p className="text-ink-muted text-sm">
            Give these to the IdP: upload the metadata there, or copy the two values. Then come back with the metadata
            of the IdP. Pause keeps everything until then.
          </p>
          <ServiceProviderFields form={form} actions={actions} disabled={form.isSaving} />
        </Card>
      ) : null}
      {step === 3 ? (
        <>
          <Card className="p-4 sm:p-5">{information}</Card>
          <Card className="p-4 sm:p-5">
            <SamlFields form={form} actions={actions} disabled={form.isSaving} />
          </Card>
          {form.draft.singleSignOn === 'user' ? (
            <Card className="flex flex-col gap-3 p-4 sm:p-5">
              <h2 className="text-base font-semibold">Provisioning Options</h2>
              <ProvisioningOptions form={form} disabled={form.isSaving} />
            </Card>
          ) : null}
          <Card className="p-4 sm:p-5">
            <ScimFields form={form} actions={actions} disabled={form.isSaving} isFirstSetup />
          </Card>
        </>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {step > 1 ? (
          <Button variant="ghost" className="mr-auto" disabled={form.isSaving} onClick={() => go(toStep(step - 1))}>
            Back
          </Button>
        ) : null}
        <Button disabled={form.isSaving} onClick={pause}>
          Pause
        </Button>
        <Button type="submit" variant="primary" disabled={form.isSaving}>
          {step === 3 ? 'Save' : 'Next'}
        </Button>
      </div>
      <ConfirmChange
        plan={form.plan}
        isPending={form.isSaving}
        onConfirm={form.confirmPlan}
        onCancel={form.cancelPlan}
      />
    </form>
  )
}

const informationFields = ['name', 'singleSignOn', 'usesArbitraryDomains', 'domains']

/** Fields that show their own messages, by step. */
const shownFields: Record<SetupStep, readonly string[]> = {
  1: informationFields,
  2: [],
  3: [
    ...informationFields,
    ...samlFieldNames,
    'scimSync',
    'scimAttributesForPolicy',
    'token',
    'secret',
    'expires',
    'allowedNetworks',
  ],
}
