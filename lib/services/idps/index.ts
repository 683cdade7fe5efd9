export { changeIdp, type IdpChange } from './change.ts'
export { type ComparedCertificate, type OpenedIdp } from './changed.ts'
export { confirmations, type Confirmation } from './confirmations.ts'
export { createIdp, startIdp, type IdpInformation } from './create.ts'
export { countDeletion, deleteIdp, sweepDeletedIdps, type DeletionImpact } from './delete.ts'
export { scimEndpoint } from './endpoint.ts'
export { findSpDocuments } from './metadata.ts'
export { getOrganisation } from '../organisation.ts'
export { planChange, type ChangePlan } from './plan.ts'
export { defaultSettings, type IdpSettings } from './settings.ts'
export { type TokenExpiry, type TokenLimits } from './token-limits.ts'
export {
  discardToken,
  generateToken,
  limitToken,
  revokeToken,
  rotateToken,
  sweepTokens,
  type GeneratedToken,
  type TokenChange,
} from './tokens.ts'
export { findIdpView, getIdpView, listIdps, type CertificateView, type IdpView, type TokenView } from './view.ts'
export { readUploadedCertificate, readUploadedMetadata, type MetadataView } from './uploads.ts'
