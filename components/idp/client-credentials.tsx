'use client'
import { ChevronRight } from 'lucide-react'
import { CopyField } from '#components/ui/copy-field.tsx'
import type { IdpActions } from './actions.ts'
import { TokenField } from './token-field.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** OAuth 2.0 beside the bearer token: for IdPs that fetch short-lived tokens themselves. Open once there is a secret. */
export const ClientCredentials = (props: { form: IdpForm; actions: IdpActions; disabled: boolean }) => {
  const { stored } = props.form
  return (
    <details className="group" open={stored.secrets.length > 0}>
      <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded-sm text-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight className="text-ink-faint size-4 transition-transform group-open:rotate-90" aria-hidden />
        OAuth 2.0 Client Credentials
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        <p className="text-ink-muted text-sm">
          Instead of a bearer token: the IdP exchanges the client secret for an access token that works for an hour.
        </p>
        <CopyField label="Token URL" value={stored.tokenUrl} />
        <CopyField label="Client ID" value={stored.id} />
        <TokenField kind="secret" {...props} />
      </div>
    </details>
  )
}
