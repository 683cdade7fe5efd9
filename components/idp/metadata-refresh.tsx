'use client'
import { useState } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeButton } from '#components/ui/change-allowed.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useNow } from '#components/ui/now.ts'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { CertificateView, FoundMetadataView, IdpView } from '#lib/services/idps/index.ts'
import { type Answer, outcomeOf, type IdpActions } from './actions.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { idpFieldWords } from './field-words.ts'
import type { IdpForm } from './use-idp-form.ts'

/** What the Metadata URL said when it was last asked: nothing new, a failure, or differences to approve or dismiss. */
export const MetadataRefresh = ({
  form,
  actions,
  disabled,
}: {
  form: IdpForm
  actions: IdpActions
  disabled: boolean
}) => {
  const [isAsking, setAsking] = useState(false)
  const [isPending, setPending] = useState(false)
  const { id, name, metadata, metadataUrl } = form.stored
  if (metadataUrl === '') return null
  const act = async (answer: Answer<IdpView>, said: (saved: IdpView) => string) => {
    setPending(true)
    const outcome = await outcomeOf(answer)
    setPending(false)
    setAsking(false)
    if (outcome.error) return toast({ title: 'Not changed', description: outcome.error.message, tone: 'bad' })
    form.adopt(outcome.data)
    toast({ title: said(outcome.data), tone: 'good' })
  }
  const refresh = () =>
    act(actions.refreshMetadata({ id }), ({ metadata: now }) =>
      now.problem ? 'The metadata could not be read' : now.found ? 'The metadata has changed' : 'Nothing has changed',
    )
  const { found, problem, checkedAt } = metadata
  const busy = disabled || isPending
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {checkedAt === undefined ? (
          'The Metadata URL was not asked yet.'
        ) : (
          <span>
            The Metadata URL was asked <Time at={checkedAt} />.
          </span>
        )}
        <ChangeButton size="sm" variant="ghost" disabled={busy} onClick={() => void refresh()}>
          Refresh now
        </ChangeButton>
      </p>
      {problem === undefined ? null : (
        <Callout tone="warn" title="The metadata could not be refreshed">
          {problem} What is stored stays in use.
        </Callout>
      )}
      {found === undefined ? null : (
        <Callout tone="warn" title="The IdP’s metadata has changed">
          <div className="flex flex-col gap-3">
            <p>
              Found <Time at={found.foundAt} />. Nothing of it is in use yet.
            </p>
            <Differences found={found} />
            <div className="flex flex-wrap gap-2">
              <ChangeButton size="sm" variant="primary" disabled={busy} onClick={() => setAsking(true)}>
                Approve changes
              </ChangeButton>
              <ChangeButton
                size="sm"
                disabled={busy}
                onClick={() =>
                  void act(actions.dismissMetadata({ id, digest: found.digest }), () => 'The changes were dismissed')
                }
              >
                Dismiss
              </ChangeButton>
            </div>
          </div>
        </Callout>
      )}
      <ConfirmDialog
        open={isAsking && found !== undefined}
        onOpenChange={setAsking}
        title={`Warning: sign-in through ${name} changes`}
        confirmLabel="Continue Anyway"
        isPending={isPending}
        onConfirm={() =>
          found &&
          void act(actions.approveMetadata({ id, digest: found.digest }), () => `${name} uses the new metadata`)
        }
      >
        <p className="text-sm">
          Compare the new values with those in the IdP itself first. From now on they alone are accepted: whoever
          controls the Metadata URL decides who can sign in.
        </p>
      </ConfirmDialog>
    </div>
  )
}

const Differences = ({ found }: { found: FoundMetadataView }) => (
  <div className="text-ink flex flex-col gap-3">
    {found.differences.map(({ field, stored, found: value }) => {
      const { label, text } = idpFieldWords(field)
      return (
        <dl key={field} className="text-sm">
          <dt className="font-medium">{label}</dt>
          <dd className="text-ink-muted font-mono text-xs break-all">
            <del>{text(stored) || 'empty'}</del>
          </dd>
          <dd className="font-mono text-xs break-all">
            <ins className="no-underline">{text(value) || 'empty'}</ins>
          </dd>
        </dl>
      )
    })}
    <Certificates title="New certificates" certificates={found.added} />
    <Certificates title="Certificates that go" certificates={found.removed} />
  </div>
)

const Certificates = ({ title, certificates }: { title: string; certificates: readonly CertificateView[] }) => {
  const now = useNow()
  if (certificates.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      {certificates.map((certificate) => (
        <CertificateFacts key={certificate.fingerprint} certificate={certificate} now={now} />
      ))}
    </section>
  )
}
