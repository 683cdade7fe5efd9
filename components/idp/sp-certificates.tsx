'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { buttonStyles } from '#components/ui/button.tsx'
import { ChangeButton } from '#components/ui/change-allowed.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useNow } from '#components/ui/now.ts'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { RotationStep, SpCertificatePurpose, SpCertificateView } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { rotationWords, stateWords } from './rotation-words.ts'
import type { IdpForm } from './use-idp-form.ts'

type Asked = { step: RotationStep; purpose: SpCertificatePurpose; certificate: SpCertificateView | undefined }

/** Our own certificates for one IdP, and their rotation. What is done here counts at once, without Save. */
export const SpCertificates = ({
  form,
  actions,
  disabled,
}: {
  form: IdpForm
  actions: IdpActions
  disabled: boolean
}) => {
  const [asked, setAsked] = useState<Asked>()
  const [isPending, setPending] = useState(false)
  const take = async ({ step, purpose, certificate }: Asked) => {
    setPending(true)
    const outcome = await outcomeOf(
      actions.rotateSpCertificate({
        id: form.stored.id,
        purpose,
        step,
        ...(certificate ? { certificateId: certificate.id } : {}),
      }),
    )
    setPending(false)
    setAsked(undefined)
    if (outcome.error) return toast({ title: 'Not changed', description: outcome.error.message, tone: 'bad' })
    form.setSpCertificates(outcome.data)
    toast({ title: rotationWords[purpose][step].done, tone: 'good' })
  }
  const ask = (next: Asked) => (rotationWords[next.purpose][next.step].question ? setAsked(next) : void take(next))
  const words = asked && rotationWords[asked.purpose][asked.step]
  const part = (purpose: SpCertificatePurpose) => (
    <Purpose
      purpose={purpose}
      idpId={form.stored.id}
      certificates={form.stored.spCertificates.filter((each) => each.purpose === purpose)}
      disabled={disabled || isPending}
      onStep={(step, certificate) => ask({ step, purpose, certificate })}
    />
  )
  return (
    <div data-field="spCertificates" className="flex flex-col gap-5">
      {part('signing')}
      {part('decryption')}
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => {
          if (!open) setAsked(undefined)
        }}
        title={words?.question ?? ''}
        confirmLabel={words?.label ?? ''}
        tone={words?.tone ?? 'primary'}
        isPending={isPending}
        onConfirm={() => asked && void take(asked)}
      >
        <p className="text-sm">{words?.consequence}</p>
      </ConfirmDialog>
    </div>
  )
}

const titles = {
  signing: 'Certificates for signing',
  decryption: 'Certificates for decryption',
}
const notes = {
  signing: 'Sign requests and logout messages. While one takes over from another, the metadata holds both.',
  decryption: 'Optional: an IdP that has one encrypts its assertions. Those that are not encrypted are accepted too.',
}

const Purpose = ({
  purpose,
  idpId,
  certificates,
  disabled,
  onStep,
}: {
  purpose: SpCertificatePurpose
  idpId: string
  certificates: readonly SpCertificateView[]
  disabled: boolean
  onStep: (step: RotationStep, certificate?: SpCertificateView) => void
}) => {
  const at = (state: SpCertificateView['state']) => certificates.find((each) => each.state === state)
  const [next, current, previous] = [at('next'), at('current'), at('previous')]
  const steps: [RotationStep, SpCertificateView | undefined][] = [
    ...(next
      ? ([
          ['activate', next],
          ['withdraw', next],
        ] as const)
      : ([['prepare', undefined]] as const)),
    ...(previous ? ([['retire', previous]] as const) : []),
    ...(purpose === 'decryption' && current && !next ? ([['end', current]] as const) : []),
  ].map(([step, certificate]) => [step, certificate])
  return (
    <section aria-label={titles[purpose]} className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{titles[purpose]}</h3>
      <p className="text-ink-muted -mt-1.5 text-sm">{notes[purpose]}</p>
      {certificates.length === 0 ? null : (
        <ul className="bg-sunken divide-line divide-y rounded-lg border">
          {certificates.map((certificate) => (
            <Row key={certificate.id} idpId={idpId} certificate={certificate} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        {steps.map(([step, certificate]) => (
          <ChangeButton
            key={step}
            size="sm"
            disabled={disabled}
            aria-label={`${labelOf(purpose, step, current)}: ${titles[purpose].toLowerCase()}`}
            onClick={() => onStep(step, certificate)}
          >
            {labelOf(purpose, step, current)}
          </ChangeButton>
        ))}
      </div>
    </section>
  )
}

const labelOf = (purpose: SpCertificatePurpose, step: RotationStep, current: SpCertificateView | undefined) =>
  step === 'prepare' && current === undefined ? 'Make certificate' : rotationWords[purpose][step].label

const Row = ({ idpId, certificate }: { idpId: string; certificate: SpCertificateView }) => {
  const now = useNow()
  const state = stateWords[certificate.state]
  const left = Date.parse(certificate.validTo) - now
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 p-3 text-sm">
      <Badge tone={state.tone}>{state.label}</Badge>
      <span className="min-w-0 flex-1 basis-64">
        <span className="block truncate font-mono text-xs" title={certificate.fingerprint}>
          {certificate.fingerprint}
        </span>
        <span className="text-ink-muted">
          Expires <Time at={certificate.validTo} format="exact" />
        </span>
      </span>
      {left < 30 * 86_400_000 ? (
        <Badge tone={left <= 0 ? 'bad' : 'warn'}>{left <= 0 ? 'Expired' : 'Expires within 30 days'}</Badge>
      ) : null}
      <a
        href={`/saml/${idpId}/certificate?id=${certificate.id}`}
        download
        aria-label={`Download Certificate, ${state.label.toLowerCase()}`}
        title="Download Certificate"
        className={buttonStyles({ size: 'sm', variant: 'ghost' })}
      >
        <Download aria-hidden />
      </a>
    </li>
  )
}
