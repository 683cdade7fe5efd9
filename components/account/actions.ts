import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'
import type { Answer } from '#components/administration/answer.ts'
import type { TotpOffer } from '#lib/services/mfa-totp.ts'

/** Codes that are shown once; none when there were some from before. */
export type Added = { recoveryCodes: string[] | undefined }

/** What administrators can do with their own account. */
export type AccountActions = {
  changePassword: (input: { password: string }) => Answer<unknown>
  beginTotp: () => Answer<TotpOffer>
  addTotp: (input: { sealed: string; code: string }) => Answer<Added>
  removeTotp: () => Answer<unknown>
  beginPasskey: () => Answer<PublicKeyCredentialCreationOptionsJSON>
  addPasskey: (input: { name: string; response: RegistrationResponseJSON }) => Answer<Added>
  renamePasskey: (input: { id: string; name: string }) => Answer<unknown>
  removePasskey: (input: { id: string }) => Answer<unknown>
  renewRecoveryCodes: () => Answer<string[]>
  revokeSession: (input: { handle: string }) => Answer<unknown>
}
