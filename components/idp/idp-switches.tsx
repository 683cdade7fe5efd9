'use client'
import Link from 'next/link'
import { Switch } from '#components/ui/switch.tsx'
import type { IdpView } from '#lib/services/idps/index.ts'
import { readinessHref } from './paths.ts'

type Props = { idp: IdpView; disabled: boolean; onChange: (checked: boolean) => void }

/** The *SCIM Sync* switch of one row; for admins' IdPs it says why it cannot be used. */
export const ScimSyncSwitch = ({ idp, disabled, onChange }: Props) => (
  <Reason text={idp.singleSignOn === 'admin' ? 'User only' : undefined}>
    <Switch
      label={`SCIM Sync for ${idp.name}${idp.singleSignOn === 'admin' ? ': available for User single sign-on only' : ''}`}
      isLabelHidden
      checked={idp.scimSync}
      disabled={disabled || idp.singleSignOn === 'admin'}
      onCheckedChange={onChange}
    />
  </Reason>
)

/** The *SCIM Attributes for Policy* switch of one row. */
export const ScimPolicySwitch = ({ idp, disabled, onChange }: Props) => {
  const reason = idp.singleSignOn === 'admin' ? 'User only' : idp.scimSync ? undefined : 'Needs SCIM Sync'
  return (
    <Reason text={reason}>
      <Switch
        label={`SCIM Attributes for Policy for ${idp.name}${reason === undefined ? '' : `: ${reason}`}`}
        isLabelHidden
        checked={idp.scimAttributesForPolicy}
        disabled={disabled || reason !== undefined}
        onCheckedChange={onChange}
      />
      {reason === undefined ? (
        <Link
          href={readinessHref(idp.id)}
          aria-label={`Readiness for Policy of ${idp.name}`}
          className="text-accent-text inline-flex min-h-6 items-center text-xs hover:underline"
        >
          Readiness
        </Link>
      ) : null}
    </Reason>
  )
}

const Reason = ({ text, children }: { text: string | undefined; children: React.ReactNode }) => (
  <span className="inline-flex flex-wrap items-center gap-x-2">
    {children}
    {text === undefined ? null : (
      <span className="text-ink-muted text-xs whitespace-nowrap" aria-hidden>
        {text}
      </span>
    )}
  </span>
)
