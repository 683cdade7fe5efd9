import type { IdpActions } from '#components/idp/actions.ts'
import * as actions from './actions.ts'
import * as saml from './saml-actions.ts'

/** The server actions as the components take them. */
export const idpActions: IdpActions = {
  startIdp: actions.startIdp,
  planIdp: actions.planIdp,
  saveIdp: actions.saveIdp,
  readCertificate: actions.readCertificate,
  readMetadata: actions.readMetadata,
  readMetadataAt: saml.readMetadataAt,
  refreshMetadata: saml.refreshMetadata,
  approveMetadata: saml.approveMetadata,
  dismissMetadata: saml.dismissMetadata,
  rotateSpCertificate: saml.rotateSpCertificate,
  generateToken: actions.generateToken,
  discardToken: actions.discardToken,
  limitToken: actions.limitToken,
  revokeToken: actions.revokeToken,
  countDeletion: actions.countDeletion,
  deleteIdp: actions.deleteIdp,
}
