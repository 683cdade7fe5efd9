export { changeIdp, type IdpChange } from './change.ts'
export { type ComparedCertificate, type OpenedIdp } from './changed.ts'
export { confirmations, type Confirmation } from './confirmations.ts'
export { createIdp, prepareIdp, startIdp, type IdpInformation, type PreparedIdp } from './create.ts'
export { countDeletion, deleteIdp, sweepDeletedIdps, type DeletionImpact } from './delete.ts'
export { scimEndpoint } from './endpoint.ts'
export { findSpCertificate, findSpDocuments } from './metadata.ts'
export { readIdpPage } from './list-page.ts'
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
export { isUndecided, type FoundMetadataView } from './found-metadata.ts'
export { dismissMetadata, refreshMetadata, sweepMetadata } from './refresh-metadata.ts'
export { rotateSpCertificate, type RotationStep, type SpCertificatePurpose } from './rotate-sp-certificate.ts'
export { readMetadataAt, readUploadedCertificate, readUploadedMetadata, type MetadataView } from './uploads.ts'
export { findIdpView, getIdpView, listIdps, type IdpView, type TokenView } from './view.ts'
export { type CertificateView } from './view-certificate.ts'
export { type MetadataState, type SpCertificateView } from './view-saml.ts'
