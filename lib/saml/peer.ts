/** An IdP as single sign-on sees it: what is stored of its metadata. */
export type SamlPeer = {
  entityId: string
  /** Where authentication requests go; https. */
  singleSignOnUrl: string
  /** The redirect binding for requests; the POST binding otherwise. */
  usesHttpRedirect: boolean
  /** Empty: the IdP offers no single logout. */
  singleLogoutUrl: string
  /** PEM. A signature by the key of any of them counts; nothing in a message adds one. */
  certificates: string[]
  /** Whether authentication requests to it are signed. Logout messages always are. */
  signsRequests: boolean
}

/** This service as one IdP knows it. */
export type OwnSide = {
  entityId: string
  acsUrl: string
  logoutUrl: string
  /** PKCS#8 in PEM: the current signing key. Absent: nothing can be signed. */
  signingKey?: string
}
