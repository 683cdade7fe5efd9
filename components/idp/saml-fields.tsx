'use client'
import { Callout } from '#components/ui/callout.tsx'
import { useNow } from '#components/ui/now.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { FileInput } from './file-input.tsx'
import { MetadataSource } from './metadata-source.tsx'
import { MoreSettings } from './more-settings.tsx'
import { EnabledRow } from './option-row.tsx'
import { TextSetting } from './text-setting.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** What the IdP tells of itself: its metadata, or the values in it; and how sign-in behaves. */
export const SamlFields = ({ form, actions, disabled }: { form: IdpForm; actions: IdpActions; disabled: boolean }) => {
  const { draft, set, errorAt, setError } = form
  const now = useNow()
  const readCertificate = async (content: string, source: string) => {
    const outcome = await outcomeOf(actions.readCertificate({ content }))
    if (outcome.error) return setError({ ...outcome.error, field: 'certificate' })
    setError(undefined)
    form.setCertificate({ content, certificates: outcome.data.certificates, source })
  }
  const certificates = form.certificate?.certificates ?? form.stored.certificates

  return (
    <div className="flex flex-col gap-5">
      <MetadataSource form={form} actions={actions} disabled={disabled} />
      <TextSetting
        form={form}
        name="singleSignOnUrl"
        label="Single Sign-On URL"
        placeholder="https://idp.example.com/sso/saml"
        isUrl
        disabled={disabled}
      />
      <TextSetting form={form} name="idpEntityId" label="IdP Entity ID" disabled={disabled} />
      <FileInput
        field="certificate"
        label="IdP Certificate"
        description="What the IdP signs with, as PEM, base64 or DER; several are accepted, and a signature by any of them counts. Its content decides, not its name."
        accept=".pem,.crt,.cer,.der,.cert,.txt,application/x-x509-ca-cert,application/x-pem-file"
        maximumBytes={96 * 1024}
        error={errorAt('certificate')}
        disabled={disabled}
        onContent={(content, source) => void readCertificate(content, source)}
        onProblem={(message) => setError({ code: 'invalid', message, field: 'certificate' })}
      >
        {certificates.length > 0 ? (
          <div className="bg-sunken divide-line flex flex-col divide-y rounded-lg border p-3 *:py-3 *:first:pt-0 *:last:pb-0">
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
        {draft.singleSignOn === 'user' ? (
          <EnabledRow
            field="samlAttributesForPolicy"
            label="SAML Attributes for Policy"
            description="Policies may use the attributes that come with a sign-in."
            isEnabled={draft.samlAttributesForPolicy}
            disabled={disabled}
            onChange={(samlAttributesForPolicy) => set({ samlAttributesForPolicy })}
          />
        ) : null}
      </div>
      <MoreSettings
        label="Login name, logout, encryption and unsolicited responses"
        isNeeded={errorAt('loginNameAttribute') !== undefined || errorAt('singleLogoutUrl') !== undefined}
      >
        <TextSetting
          form={form}
          name="loginNameAttribute"
          label="Login Name Attribute"
          description="Who somebody is: NameID, or the attribute of the assertion that holds the userName. Case-sensitive."
          placeholder="NameID"
          disabled={disabled}
        />
        <TextSetting
          form={form}
          name="singleLogoutUrl"
          label="Single Logout URL"
          description="Where logout messages go. Empty: a logout here leaves the session at the IdP open."
          placeholder="https://idp.example.com/slo/saml"
          isUrl
          disabled={disabled}
        />
        <EnabledRow
          field="allowsUnsolicited"
          label="Unsolicited Responses"
          description="Accept sign-ins that begin at the IdP, from its app dashboard. Nobody knows whether whoever sits there meant to sign in, so they are asked first."
          isEnabled={draft.allowsUnsolicited}
          disabled={disabled}
          onChange={(allowsUnsolicited) => set({ allowsUnsolicited })}
        />
        <div className="flex flex-col gap-3">
          <EnabledRow
            field="acceptsCbcEncryption"
            label="Accept AES-CBC Encrypted Assertions"
            description="For IdPs that cannot encrypt by AES-GCM, such as Entra. The IdP has to sign the response as well as the assertion."
            isEnabled={draft.acceptsCbcEncryption}
            disabled={disabled}
            onChange={(acceptsCbcEncryption) => set({ acceptsCbcEncryption })}
          />
          {draft.acceptsCbcEncryption ? (
            <Callout tone="warn" title="Weaker than AES-GCM">
              AES-CBC does not notice that a message was altered, so that whoever alters one can read it by the answers
              it gets (a padding oracle). It is therefore read in signed responses alone. Unencrypted assertions inside
              https are the simpler choice.
            </Callout>
          ) : null}
        </div>
      </MoreSettings>
    </div>
  )
}
