/** Somebody at the IdP. */
export type Person = { userName: string; displayName: string; department: string; groups: string[] }

/** What an answer is made of; every value is XML already. */
type Values = Record<'id' | 'assertionId' | 'issuer' | 'acs' | 'audience' | 'request' | 'now' | 'later', string>

/** What tells products apart: names, prefixes, what is signed, and what their assertions say of people. */
export type Shape = {
  name: string
  entityId: string
  /** Entra signs the assertion, Okta the response around it as well. */
  signsResponse: boolean
  nameIdFormat: string
  response(values: Values, person: Person): string
}

const xsString =
  'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"'

export const okta: Shape = {
  name: 'Okta',
  entityId: 'http://www.okta.com/exk1northwind',
  signsResponse: true,
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  response(v, person) {
    const attribute = (name: string, values: string[]) =>
      `<saml2:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">${values
        .map((value) => `<saml2:AttributeValue ${xsString}>${xml(value)}</saml2:AttributeValue>`)
        .join('')}</saml2:Attribute>`
    return (
      `<?xml version="1.0" encoding="UTF-8"?><saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="${v.acs}" ID="${v.id}" InResponseTo="${v.request}" IssueInstant="${v.now}" Version="2.0">` +
      `<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${v.issuer}</saml2:Issuer>` +
      `<saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>` +
      `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="${v.assertionId}" IssueInstant="${v.now}" Version="2.0">` +
      `<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${v.issuer}</saml2:Issuer>` +
      `<saml2:Subject><saml2:NameID Format="${okta.nameIdFormat}">${xml(person.userName)}</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData InResponseTo="${v.request}" NotOnOrAfter="${v.later}" Recipient="${v.acs}"/></saml2:SubjectConfirmation></saml2:Subject>` +
      `<saml2:Conditions NotBefore="${v.now}" NotOnOrAfter="${v.later}"><saml2:AudienceRestriction><saml2:Audience>${v.audience}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>` +
      `<saml2:AuthnStatement AuthnInstant="${v.now}" SessionIndex="${v.request}"><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>` +
      `<saml2:AttributeStatement>${attribute('DisplayName', [person.displayName])}${attribute('Department', [person.department])}${attribute('memberOf', person.groups)}</saml2:AttributeStatement>` +
      `</saml2:Assertion></saml2p:Response>`
    )
  },
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

export const entra: Shape = {
  name: 'Entra ID',
  entityId: 'https://sts.windows.net/7c1e5a52-3f0e-4f9e-8a53-0d5a4bb5c1f4/',
  signsResponse: false,
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  response(v, person) {
    const attribute = (name: string, values: string[]) =>
      `<Attribute Name="${name}">${values.map((value) => `<AttributeValue>${xml(value)}</AttributeValue>`).join('')}</Attribute>`
    return (
      `<samlp:Response ID="${v.id}" Version="2.0" IssueInstant="${v.now}" Destination="${v.acs}" InResponseTo="${v.request}" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">` +
      `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${v.issuer}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>` +
      `<Assertion ID="${v.assertionId}" IssueInstant="${v.now}" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Issuer>${v.issuer}</Issuer>` +
      `<Subject><NameID Format="${entra.nameIdFormat}">${xml(person.userName)}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="${v.request}" NotOnOrAfter="${v.later}" Recipient="${v.acs}"/></SubjectConfirmation></Subject>` +
      `<Conditions NotBefore="${v.now}" NotOnOrAfter="${v.later}"><AudienceRestriction><Audience>${v.audience}</Audience></AudienceRestriction></Conditions>` +
      `<AttributeStatement>${attribute('http://schemas.microsoft.com/identity/claims/displayname', [person.displayName])}${attribute(`${claims}/name`, [person.userName])}${attribute('http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', person.groups)}</AttributeStatement>` +
      `<AuthnStatement AuthnInstant="${v.now}" SessionIndex="${v.assertionId}"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement>` +
      `</Assertion></samlp:Response>`
    )
  },
}

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
