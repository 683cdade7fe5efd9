'use client'
import { useState } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { useNow } from '#components/ui/now.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { FileInput } from './file-input.tsx'
import { EnabledRow, OptionRow } from './option-row.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** What the IdP tells of itself: its metadata, or the three values in it; and how sign-in behaves. */
export const SamlFields = ({ form, actions, disabled }: { form: IdpForm; actions: IdpActions; disabled: boolean }) => {
  const { draft, set, errorAt, setError } = form
  const [filledFrom, setFilledFrom] = useState<string>()
  const now = useNow()

  const readMetadata = async (content: string, source: string) => {
    const outcome = await outcomeOf(actions.readMetadata({ content }))
    if (outcome.error) return setError({ ...outcome.error, field: 'metadata' })
    const { certificate, certificates, ...fields } = outcome.data
    setError(undefined)
    set(fields)
    form.setCertificate({ content: certificate, certificates, source })
    setFilledFrom(source)
  }
  const readCertificate = async (content: string, source: string) => {
    const outcome = await outcomeOf(actions.readCertificate({ content }))
    if (outcome.error) return setError({ ...outcome.error, field: 'certificate' })
    setError(undefined)
    form.setCertificate({ content, certificates: outcome.data.certificates, source })
  }
  const certificates = form.certificate?.certificates ?? form.stored.certificates

  return (
    <div className="flex flex-col gap-5">
      <FileInput
        field="metadata"
        label="IdP Metadata File"
        description="Fills in the URL, the entity ID and the certificate below."
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        maximumBytes={1024 * 1024}
        error={errorAt('metadata')}
        disabled={disabled}
        onContent={(content, source) => void readMetadata(content, source)}
        onProblem={(message) => setError({ code: 'invalid', message, field: 'metadata' })}
      >
        {filledFrom === undefined ? null : (
          <output className="block">
            <Callout tone="good" title={`Filled in from ${filledFrom}`}>
              Compare the values and the fingerprint below with those in the IdP, then save.
            </Callout>
          </output>
        )}
      </FileInput>
      <div data-field="singleSignOnUrl">
        <Field label="Single Sign-On URL" name="singleSignOnUrl" error={errorAt('singleSignOnUrl')}>
          <Input
            value={draft.singleSignOnUrl}
            disabled={disabled}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://idp.example.com/sso/saml"
            onValueChange={(singleSignOnUrl) => set({ singleSignOnUrl })}
          />
        </Field>
      </div>
      <div data-field="idpEntityId">
        <Field label="IdP Entity ID" name="idpEntityId" error={errorAt('idpEntityId')}>
          <Input
            value={draft.idpEntityId}
            disabled={disabled}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(idpEntityId) => set({ idpEntityId })}
          />
        </Field>
      </div>
      <FileInput
        field="certificate"
        label="IdP Certificate"
        description="The certificate the IdP signs with, as PEM, base64 or DER; a chain is accepted. Its content decides, not its name."
        accept=".pem,.crt,.cer,.der,.cert,.txt,application/x-x509-ca-cert,application/x-pem-file"
        maximumBytes={96 * 1024}
        error={errorAt('certificate')}
        disabled={disabled}
        onContent={(content, source) => void readCertificate(content, source)}
        onProblem={(message) => setError({ code: 'invalid', message, field: 'certificate' })}
      >
        {certificates.length > 0 ? (
          <div className="bg-sunken flex flex-col gap-3 rounded-lg border p-3">
            {form.certificate ? (
              <p className="text-ink-muted text-sm">From {form.certificate.source}; stored when you save.</p>
            ) : null}
            {certificates.map((certificate) => (
              <CertificateFacts key={certificate.fingerprint} certificate={certificate} now={now} />
            ))}
          </div>
        ) : null}
      </FileInput>
      <div className="divide-line divide-y *:py-3 *:first:pt-0 *:last:pb-0">
        <EnabledRow
          field="status"
          label="Status"
          description="Disabled: nobody signs in through this IdP, and its SCIM requests are refused."
          isEnabled={draft.status === 'enabled'}
          disabled={disabled}
          error={errorAt('status')}
          onChange={(isEnabled) => set({ status: isEnabled ? 'enabled' : 'disabled' })}
        />
        <OptionRow
          field="signsSamlRequest"
          label="SAML Request"
          description="Whether requests to the IdP are signed with the service provider’s certificate."
          value={draft.signsSamlRequest ? 'signed' : 'unsigned'}
          items={[
            { value: 'signed', label: 'Signed' },
            { value: 'unsigned', label: 'Unsigned' },
          ]}
          disabled={disabled}
          onChange={(value) => set({ signsSamlRequest: value === 'signed' })}
        />
        <EnabledRow
          field="usesHttpRedirect"
          label="HTTP-Redirect"
          description="Send requests by the HTTP-Redirect binding; otherwise by HTTP-POST."
          isEnabled={draft.usesHttpRedirect}
          disabled={disabled}
          onChange={(usesHttpRedirect) => set({ usesHttpRedirect })}
        />
        <EnabledRow
          field="forcesAuthentication"
          label="Force Authentication"
          description="People enter their credentials again even where the IdP has a session."
          isEnabled={draft.forcesAuthentication}
          disabled={disabled}
          onChange={(forcesAuthentication) => set({ forcesAuthentication })}
        />
        <EnabledRow
          field="sendsLoginHint"
          label="Login Hint"
          description="Send the user name to the IdP, so that nobody types it twice."
          isEnabled={draft.sendsLoginHint}
          disabled={disabled}
          onChange={(sendsLoginHint) => set({ sendsLoginHint })}
        />
        <EnabledRow
          field="samlAttributesForPolicy"
          label="SAML Attributes for Policy"
          description="Policies may use the attributes that come with a sign-in."
          isEnabled={draft.samlAttributesForPolicy}
          disabled={disabled}
          onChange={(samlAttributesForPolicy) => set({ samlAttributesForPolicy })}
        />
      </div>
    </div>
  )
}
