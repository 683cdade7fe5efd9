import type { EditConflict } from '#lib/errors.ts'
import type {
  CertificateView,
  ChangePlan,
  Confirmation,
  DeletionImpact,
  GeneratedToken,
  IdpInformation,
  IdpSettings,
  IdpView,
  MetadataView,
  OpenedIdp,
  RotationStep,
  SpCertificatePurpose,
  TokenChange,
  TokenLimits,
} from '#lib/services/idps/index.ts'

/** What a form sends to be saved. `certificate` is the content of a newly chosen file. */
export type IdpChangeInput = {
  id: string
  version?: number
  /** What the form showed before anything was entered. */
  opened?: OpenedIdp
  settings: Partial<IdpSettings>
  certificate?: string
  pendingTokenId?: string
  pendingTokenLimits?: TokenLimits
  wizard?: { pause: 1 | 2 | 3 } | 'finish'
  confirmed?: Confirmation[]
}

/** The server's answer to an action. Nothing at all when the session ended meanwhile. */
export type Answer<T> = Promise<
  { data?: T | undefined; serverError?: FormError | undefined; validationErrors?: unknown } | undefined
>

/** The server actions these components call; pages hand them in. */
export type IdpActions = {
  startIdp(input: IdpInformation): Answer<{ id: string; version: number }>
  planIdp(input: IdpChangeInput): Answer<ChangePlan>
  saveIdp(input: IdpChangeInput): Answer<IdpView>
  readCertificate(input: { content: string }): Answer<{ certificates: CertificateView[] }>
  readMetadata(input: { content: string }): Answer<MetadataView>
  readMetadataAt(input: { address: string }): Answer<MetadataView & { metadataUrl: string }>
  refreshMetadata(input: { id: string }): Answer<IdpView>
  approveMetadata(input: { id: string; digest: string }): Answer<IdpView>
  dismissMetadata(input: { id: string; digest: string }): Answer<IdpView>
  rotateSpCertificate(input: {
    id: string
    purpose: SpCertificatePurpose
    step: RotationStep
    certificateId?: string
  }): Answer<IdpView>
  generateToken(input: { id: string; kind: 'bearer' | 'secret' }): Answer<GeneratedToken>
  discardToken(input: { id: string; tokenId: string }): Answer<unknown>
  limitToken(input: { id: string; tokenId: string; limits: TokenChange }): Answer<IdpView>
  revokeToken(input: { id: string; tokenId: string; typedHint?: string }): Answer<IdpView>
  countDeletion(input: { id: string }): Answer<DeletionImpact>
  deleteIdp(input: { id: string; typedName: string }): Answer<unknown>
}

export type Outcome<T> = { data: T; error?: never } | { data?: never; error: FormError }

/** A failure as a form shows it, at its field where it has one. */
export type FormError = { code: string; message: string; field?: string; conflict?: EditConflict }

/** An action's answer as one of two things. What was typed stays: nothing is thrown, nothing navigates. */
export async function outcomeOf<T>(answer: Answer<T>): Promise<Outcome<T>> {
  try {
    const settled = await answer
    if (settled?.serverError) return { error: settled.serverError }
    if (settled && 'data' in settled && settled.data !== undefined) return { data: settled.data }
    if (settled?.validationErrors !== undefined) {
      return { error: { code: 'invalid', message: 'Something in the form has a shape that is not accepted.' } }
    }
    return { error: { code: 'unexpected', message: 'The server gave no answer. Try again.' } }
  } catch {
    return {
      error: { code: 'unexpected', message: 'The server could not be reached. Nothing was saved; try again.' },
    }
  }
}
