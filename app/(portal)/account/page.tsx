import type { Metadata } from 'next'
import { Account } from '#components/account/account.tsx'
import type { AccountActions } from '#components/account/actions.ts'
import { ConfirmIdentity } from '#components/account/confirm-identity.tsx'
import { roleLabel, scimManagementLabel } from '#components/administration/words.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireAccountSession } from '#lib/auth/session.ts'
import { readRecoveryCodesLeft } from '#lib/services/mfa-recovery-codes.ts'
import { listOwnPasskeys, passkeyObstacle } from '#lib/services/mfa-passkeys.ts'
import { findTotpSince } from '#lib/services/mfa-totp.ts'
import { listSessions } from '#lib/services/sessions.ts'
import * as actions from './actions.ts'

export const metadata: Metadata = { title: 'Your account' }

/** Also for those who have to add a second factor before anything else. */
export default async function AccountPage() {
  const session = await requireAccountSession()
  const { id, email, role, scimManagement } = session.administrator
  const [totpSince, passkeys, recoveryCodes, sessions] = await Promise.all([
    findTotpSince(id),
    listOwnPasskeys(id),
    readRecoveryCodesLeft(id),
    listSessions(id, session),
  ])
  const { isRestricted } = session
  return (
    <ConfirmIdentity confirm={actions.confirmIdentityAction} ssoIdp={session.idpId}>
      <PageHeader
        title="Your account"
        description={`${email} · ${roleLabel(role)} · SCIM Management: ${scimManagementLabel(scimManagement)}`}
      />
      <Account
        account={{
          email,
          totpSince,
          passkeys,
          passkeyObstacle: passkeyObstacle(),
          recoveryCodes,
          sessions,
          isRestricted,
        }}
        actions={accountActions}
      />
    </ConfirmIdentity>
  )
}

const accountActions: AccountActions = {
  changePassword: actions.changePasswordAction,
  beginTotp: actions.beginTotpAction,
  addTotp: actions.addTotpAction,
  removeTotp: actions.removeTotpAction,
  beginPasskey: actions.beginPasskeyAction,
  addPasskey: actions.addPasskeyAction,
  renamePasskey: actions.renamePasskeyAction,
  removePasskey: actions.removePasskeyAction,
  renewRecoveryCodes: actions.renewRecoveryCodesAction,
  revokeSession: actions.revokeOwnSessionAction,
}
