/** Why a sign-in or logout failed: `title` for logs, `forUser` for the person in front of it, `advice` for an administrator. */
export type Refusal = { code: string; title: string; forUser: string; advice: string }

const wrongSetup = 'You could not be signed in. Ask your administrator; the code below tells them what to look at.'
const tryAgain = 'You could not be signed in. Go back to the application and sign in again.'

/** In the order of their codes: 1 the message, 2 signature and encryption, 3 from whom and for whom, 4 time, 5 the person, 6 attributes, 7 before the IdP, 8 logout. */
export const refusalList = [
  {
    code: 'SAML-101',
    title: 'The response is not base64',
    forUser: tryAgain,
    advice: 'Something between the IdP and Rollcall changed the form. Look at proxies that rewrite requests.',
  },
  {
    code: 'SAML-102',
    title: 'The response is larger than 1 MiB',
    forUser: wrongSetup,
    advice: 'Send fewer attributes: filter groups in the IdP to those that policies use.',
  },
  {
    code: 'SAML-103',
    title: 'The response holds markup that is not accepted',
    forUser: wrongSetup,
    advice:
      'Comments, CDATA, processing instructions and DOCTYPE have no place in a SAML message. No IdP sends them by itself; treat it as an attack until the sender is known.',
  },
  {
    code: 'SAML-104',
    title: 'The response is not well-formed, or nested too deep',
    forUser: tryAgain,
    advice: 'Sign in once more. If it stays, send the response that the browser posted to the maker of the IdP.',
  },
  {
    code: 'SAML-105',
    title: 'The message is not a SAML 2.0 response',
    forUser: tryAgain,
    advice: 'The IdP must answer with samlp:Response, Version 2.0, by the HTTP-POST binding. Set SAML 2.0 in the IdP.',
  },
  {
    code: 'SAML-106',
    title: 'The response does not hold exactly one assertion',
    forUser: wrongSetup,
    advice: 'One assertion is accepted, plain or encrypted, as a child of the response.',
  },
  {
    code: 'SAML-107',
    title: 'The IdP refused the sign-in',
    forUser:
      'Your identity provider did not sign you in. Ask your administrator whether you are assigned to Rollcall there.',
    advice: 'The status of the response says why. Most often the user is not assigned to the application in the IdP.',
  },
  {
    code: 'SAML-108',
    title: 'An ID stands on two elements',
    forUser: wrongSetup,
    advice: 'Two elements with one ID are the mark of a forged message. Find out where it came from.',
  },
  {
    code: 'SAML-109',
    title: 'The assertion is not of the accepted form',
    forUser: wrongSetup,
    advice: 'The detail names the element that is missing, repeated or of another form.',
  },
  {
    code: 'SAML-201',
    title: 'Neither the assertion nor the response is signed',
    forUser: wrongSetup,
    advice: 'Switch on signing of the assertion in the IdP; signing the response alone is accepted too.',
  },
  {
    code: 'SAML-202',
    title: 'The signature does not belong to a certificate of this IdP',
    forUser: wrongSetup,
    advice:
      'Compare the fingerprint of the signing certificate in the IdP with the one under IdP Certificate. After a change of certificate, upload the new one. If they agree, the message was changed.',
  },
  {
    code: 'SAML-203',
    title: 'The signature uses an algorithm that is not accepted',
    forUser: wrongSetup,
    advice: 'Set SHA-256 (or 384, 512) with RSA or ECDSA in the IdP. SHA-1 and MD5 are not accepted.',
  },
  {
    code: 'SAML-204',
    title: 'The signature is not of the accepted form',
    forUser: wrongSetup,
    advice:
      'A signature must cover the element it stands in, by one reference, enveloped and with exclusive canonicalisation. Anything else is the mark of a forged message.',
  },
  {
    code: 'SAML-205',
    title: 'The certificate of the IdP has expired, or its key is too short',
    forUser: wrongSetup,
    advice: 'Make a new signing certificate in the IdP (RSA of 2048 bits or more, or ECDSA), and upload it here.',
  },
  {
    code: 'SAML-206',
    title: 'The assertion cannot be decrypted',
    forUser: wrongSetup,
    advice: 'The IdP must encrypt with the decryption certificate that Rollcall’s metadata publishes now.',
  },
  {
    code: 'SAML-207',
    title: 'The encryption uses an algorithm that is not accepted',
    forUser: wrongSetup,
    advice:
      'Set AES-128-GCM or AES-256-GCM with RSA-OAEP in the IdP, or send assertions unencrypted: https protects them. AES-CBC, which Entra encrypts with, is read where the IdP Configuration accepts it and the response around it is signed.',
  },
  {
    code: 'SAML-208',
    title: 'The assertion inside the encryption is not signed',
    forUser: wrongSetup,
    advice: 'Anybody can encrypt for Rollcall. The IdP must sign the assertion before it encrypts it.',
  },
  {
    code: 'SAML-301',
    title: 'The issuer is another IdP',
    forUser: wrongSetup,
    advice: 'IdP Entity ID must be letter for letter what the IdP sends as Issuer.',
  },
  {
    code: 'SAML-302',
    title: 'The assertion is for another service',
    forUser: wrongSetup,
    advice: 'The audience must be the Service Provider Entity ID of this IdP, letter for letter.',
  },
  {
    code: 'SAML-303',
    title: 'The assertion is for another address',
    forUser: wrongSetup,
    advice: 'The ACS URL (Recipient) in the IdP must be the Service Provider URL of this IdP, letter for letter.',
  },
  {
    code: 'SAML-304',
    title: 'The response was sent to another address',
    forUser: wrongSetup,
    advice: 'Destination must be the Service Provider URL of this IdP, letter for letter.',
  },
  {
    code: 'SAML-305',
    title: 'The subject is not confirmed as bearer',
    forUser: wrongSetup,
    advice: 'The assertion needs a SubjectConfirmation with the method bearer. Use the web browser profile in the IdP.',
  },
  {
    code: 'SAML-306',
    title: 'The sign-in began at the IdP',
    forUser: 'Begin at the application, not at your identity provider’s page of applications.',
    advice:
      'The assertion answers no request. Let people begin at Rollcall’s sign-in address, or allow unsolicited responses in the IdP configuration.',
  },
  {
    code: 'SAML-307',
    title: 'The sign-in belongs to another browser',
    forUser: 'Sign in again in this browser, in one window.',
    advice:
      'The request was made in another browser, or its cookie is gone. If nobody did that, somebody else’s sign-in was posted here.',
  },
  {
    code: 'SAML-308',
    title: 'The assertion was used before',
    forUser: tryAgain,
    advice: 'The browser’s Back button does this. If nobody pressed it, a captured response was sent again.',
  },
  {
    code: 'SAML-309',
    title: 'The request is unknown or has expired',
    forUser: 'The sign-in took too long, or its page was loaded twice. Go back to the application and sign in again.',
    advice: 'A request lives for minutes and is answered once.',
  },
  {
    code: 'SAML-310',
    title: 'The response and its assertion answer different requests',
    forUser: tryAgain,
    advice: 'InResponseTo of the response differs from that of the assertion. The message was put together from two.',
  },
  {
    code: 'SAML-401',
    title: 'The assertion is not valid yet',
    forUser: 'You could not be signed in, since two clocks disagree. Ask your administrator.',
    advice: 'The IdP’s clock is ahead of this server’s. Up to 60 seconds are tolerated.',
  },
  {
    code: 'SAML-402',
    title: 'The assertion has expired',
    forUser: tryAgain,
    advice: 'The browser took minutes, or this server’s clock is ahead of the IdP’s by more than 60 seconds.',
  },
  {
    code: 'SAML-403',
    title: 'The assertion does not say when it expires',
    forUser: wrongSetup,
    advice:
      'Conditions need NotBefore and NotOnOrAfter, SubjectConfirmationData needs NotOnOrAfter, the assertion IssueInstant. The detail names what is missing.',
  },
  {
    code: 'SAML-404',
    title: 'A time in the response is not in UTC',
    forUser: wrongSetup,
    advice: 'SAML times end in Z. The detail shows what was sent.',
  },
  {
    code: 'SAML-405',
    title: 'The assertion was issued too long ago',
    forUser: tryAgain,
    advice: 'Assertions of up to 10 minutes of age are accepted. Look at both clocks.',
  },
  {
    code: 'SAML-406',
    title: 'The session at the IdP is over already',
    forUser: tryAgain,
    advice: 'SessionNotOnOrAfter lies in the past. Look at the session lifetime in the IdP and at both clocks.',
  },
  {
    code: 'SAML-407',
    title: 'The authentication is older than the request',
    forUser: 'Your identity provider did not ask you to sign in again. Sign out there, then sign in once more.',
    advice: 'Force Authentication is on, and the IdP answered from an existing session. It must honour ForceAuthn.',
  },
  {
    code: 'SAML-501',
    title: 'The assertion names nobody',
    forUser: wrongSetup,
    advice: 'The assertion needs a NameID of plain text. Set it to what SCIM sends as userName.',
  },
  {
    code: 'SAML-502',
    title: 'The login name attribute is missing',
    forUser: wrongSetup,
    advice: 'Login Name Attribute names an attribute that this assertion does not have, or has more than once.',
  },
  {
    code: 'SAML-503',
    title: 'The domain of the login name is not one of this IdP',
    forUser: wrongSetup,
    advice: 'Add the domain to the IdP’s Authentication Domains, or correct the NameID in the IdP.',
  },
  {
    code: 'SAML-504',
    title: 'The user is not provisioned',
    forUser: 'Your account has not reached Rollcall yet. Ask your administrator to assign you to it.',
    advice:
      'SCIM has brought no user with this userName. Assign the user in the IdP; in Okta, unassign and assign again (PROVISION_OUT_OF_SYNC_USERS). See User Sessions, Not Provisioned.',
  },
  {
    code: 'SAML-505',
    title: 'The user is inactive',
    forUser: 'Your account is deactivated. Ask your administrator.',
    advice: 'SCIM set this user inactive. Activate or assign the user in the IdP again.',
  },
  {
    code: 'SAML-506',
    title: 'The user is not an administrator',
    forUser: 'You have no account in this portal. Ask an owner to invite you.',
    advice: 'NameID must be the e-mail address of an administrator, exactly but for case.',
  },
  {
    code: 'SAML-507',
    title: 'The IdP is not enabled',
    forUser: 'Sign-in through your identity provider is switched off. Ask your administrator.',
    advice: 'Set Status to Enabled in the IdP configuration.',
  },
  {
    code: 'SAML-508',
    title: 'The user could not be provisioned from the assertion',
    forUser: wrongSetup,
    advice: 'SAML Auto-Provisioning could not store what the assertion says; the detail tells which value.',
  },
  {
    code: 'SAML-509',
    title: 'The NameID is not one that lasts',
    forUser: wrongSetup,
    advice: 'A transient NameID is another one at each sign-in. Send the userName as NameID instead.',
  },
  {
    code: 'SAML-510',
    title: 'The administrator is disabled',
    forUser: 'Your account in this portal is disabled. Ask an owner.',
    advice: 'Enable the administrator under Administrators, if they are to sign in.',
  },
  {
    code: 'SAML-511',
    title: 'The IdP gives the administrator no role',
    forUser: 'Your identity provider gives you no role in this portal. Ask an owner.',
    advice:
      'No value of the IdP’s Role Attribute is mapped to a role. Assign the administrator to a mapped group in the IdP, or map the value under Roles in the IdP configuration.',
  },
  {
    code: 'SAML-601',
    title: 'An attribute is not text',
    forUser: wrongSetup,
    advice: 'Attributes hold text only. The detail names the attribute whose value holds XML.',
  },
  {
    code: 'SAML-602',
    title: 'An attribute has a name that is not accepted',
    forUser: wrongSetup,
    advice: 'Every attribute needs a Name of 1 to 1,024 characters. __proto__, constructor and prototype are refused.',
  },
  {
    code: 'SAML-701',
    title: 'The return address is not one of ours',
    forUser: 'The address to return to is not accepted. Begin at the application again.',
    advice: 'A return address is a path of this installation. Addresses elsewhere are refused.',
  },
  {
    code: 'SAML-702',
    title: 'No IdP for this user',
    forUser: 'No identity provider is known for this address. Check the spelling, or ask your administrator.',
    advice: 'No enabled IdP owns the domain, no location maps to one, and there is no default IdP.',
  },
  {
    code: 'SAML-703',
    title: 'The RelayState is not of this sign-in',
    forUser: tryAgain,
    advice: 'RelayState must come back from the IdP exactly as Rollcall sent it.',
  },
  {
    code: 'SAML-704',
    title: 'Too many sign-ins at once',
    forUser: 'Too many attempts came from your address. Wait a minute, then sign in again.',
    advice: 'One address posted more responses than people do. The limit is by address and minute.',
  },
  {
    code: 'SAML-705',
    title: 'Sign-in through IdPs is switched off',
    forUser: 'Sign-in through identity providers is switched off. Ask your administrator.',
    advice: 'Set Authentication Type to SAML under Authentication Settings.',
  },
  {
    code: 'SAML-801',
    title: 'The logout message is not accepted',
    forUser: 'You could not be signed out everywhere. Close the browser to be sure.',
    advice: 'The logout message is unsigned, late, or for another service. The detail says which.',
  },
  {
    code: 'SAML-802',
    title: 'The query of the logout message is ambiguous',
    forUser: 'You could not be signed out everywhere. Close the browser to be sure.',
    advice:
      'Each parameter must stand once, and only those of the redirect binding. Look at proxies that rewrite queries.',
  },
  {
    code: 'SAML-803',
    title: 'The IdP did not sign everybody out',
    forUser: 'You are signed out here. Your identity provider may still have a session; close the browser to be sure.',
    advice: 'The LogoutResponse has a status other than Success.',
  },
] as const satisfies readonly Refusal[]
