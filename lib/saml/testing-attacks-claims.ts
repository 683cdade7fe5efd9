import { changed, saying, tampering, type Attack } from './testing-attacks.ts'
import { testAcs, testAudience } from './testing-idp.ts'

const data = (attributes: string) => `<saml2:SubjectConfirmationData ${attributes}/>`
const nameId = /<saml2:NameID.*<\/saml2:NameID>/
const audiences = /<saml2:AudienceRestriction>.*<\/saml2:AudienceRestriction>/
const restriction = (audience: string) =>
  `<saml2:AudienceRestriction><saml2:Audience>${audience}</saml2:Audience></saml2:AudienceRestriction>`
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const at = (time: string) => `2026-11-22T${time}Z`

/** The trusted IdP's own signature over something that is not meant for us, not now, or not this way. */
export const claimAttacks: Attack[] = [
  {
    name: 'another issuer',
    by: 'issuer',
    without: 'accepted',
    send: () => saying(/(?<=Version="2.0"><saml2:Issuer>)[^<]*/, 'https://other.example.com'),
  },
  {
    name: 'an issuer with a space after it',
    by: 'issuer',
    without: 'accepted',
    send: () => saying(/(?<=Version="2.0"><saml2:Issuer>)[^<]*/, 'https://idp.example.com/entity '),
  },
  {
    name: 'a response of another issuer around it',
    by: 'issuer of the response',
    without: 'accepted',
    send: () => tampering('https://idp.example.com/entity', 'https://other.example.com', { shape: 'entra' }),
  },
  {
    name: 'another audience',
    by: 'audience',
    without: 'accepted',
    send: () => ({ audience: 'https://rollcall.example.com/saml/246/metadata' }),
  },
  {
    name: 'an audience that begins like ours',
    by: 'audience',
    without: 'accepted',
    send: () => ({ audience: `${testAudience}/2` }),
  },
  { name: 'no audience', by: 'audience', without: 'accepted', send: () => saying(audiences, '') },
  {
    name: 'one restriction of two for us',
    by: 'audience',
    without: 'accepted',
    send: () => saying(audiences, restriction(testAudience) + restriction('https://other.example.com')),
  },
  {
    name: 'another recipient',
    by: 'recipient',
    without: 'accepted',
    send: () => ({ acsUrl: 'https://rollcall.example.com/saml/246/acs' }),
  },
  {
    name: 'http for https',
    by: 'recipient',
    without: 'accepted',
    send: () => ({ acsUrl: testAcs.replace('https', 'http') }),
  },
  { name: 'no recipient', by: 'recipient', without: 'accepted', send: () => saying(/ Recipient="[^"]*"/, '') },
  {
    name: 'another destination',
    by: 'destination',
    without: 'accepted',
    send: () => ({ destination: 'https://other.example.com/acs' }),
  },
  {
    name: 'another destination, unsigned',
    by: 'destination',
    without: 'accepted',
    send: () => ({ shape: 'entra', destination: 'https://other.example.com/acs' }),
  },
  {
    name: 'a signed response that goes nowhere',
    by: 'destination',
    without: 'accepted',
    send: () => saying(/ Destination="[^"]*"/, ''),
  },
  {
    name: 'a holder of a key',
    by: 'bearer',
    without: 'accepted',
    send: () => saying(bearer, 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
  },
  {
    name: 'no confirmation',
    by: 'bearer',
    without: 'SAML-303',
    send: () => saying(/<saml2:SubjectConfirmation .*<\/saml2:SubjectConfirmation>/, ''),
  },
  {
    name: 'two confirmations',
    by: 'bearer',
    without: 'accepted',
    send: () =>
      saying(
        '</saml2:Subject>',
        `<saml2:SubjectConfirmation Method="${bearer}">${data('')}</saml2:SubjectConfirmation></saml2:Subject>`,
      ),
  },
  {
    name: 'a response to another request around it',
    by: 'one request',
    without: 'accepted',
    send: () => tampering('InResponseTo="id-request"', 'InResponseTo="id-other"', { shape: 'entra' }),
  },
  {
    name: 'an assertion of an hour ago, open for two',
    by: 'issued just now',
    without: 'accepted',
    send: () => saying(/(?<=Assertion [^>]*)IssueInstant="[^"]*"/, `IssueInstant="${at('11:00:00')}"`),
  },
  {
    name: 'an assertion of the future',
    by: 'not issued in the future',
    without: 'accepted',
    send: () => saying(/(?<=Assertion [^>]*)IssueInstant="[^"]*"/, `IssueInstant="${at('12:01:01')}"`),
  },
  {
    name: 'conditions that begin later',
    by: 'valid already',
    without: 'accepted',
    send: () => saying(/(?<=Conditions )NotBefore="[^"]*"/, `NotBefore="${at('12:01:01')}"`),
  },
  {
    name: 'conditions that have ended',
    by: 'not expired',
    without: 'accepted',
    send: () => saying(/(?<=Conditions [^>]*)NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${at('11:59:00')}"`),
  },
  {
    name: 'a confirmation that has ended',
    by: 'confirmation not expired',
    without: 'accepted',
    send: () => saying(/(?<=ConfirmationData [^>]*)NotOnOrAfter="[^"]*"/, `NotOnOrAfter="${at('11:59:00')}"`),
  },
  {
    name: 'a confirmation that begins later',
    by: 'confirmation valid already',
    without: 'accepted',
    send: () => saying('SubjectConfirmationData ', `SubjectConfirmationData NotBefore="${at('12:01:01')}" `),
  },
  {
    name: 'an authentication of the future',
    by: 'authenticated in the past',
    without: 'accepted',
    send: () => saying(/AuthnInstant="[^"]*"/, `AuthnInstant="${at('12:01:01')}"`),
  },
  {
    name: 'a session at the IdP that is over',
    by: 'session not over',
    without: 'accepted',
    send: () => saying('AuthnStatement ', `AuthnStatement SessionNotOnOrAfter="${at('11:58:00')}" `),
  },
  {
    name: 'no end of the conditions',
    by: 'times present',
    without: 'accepted',
    send: () => saying(/(?<=Conditions [^>]*) NotOnOrAfter="[^"]*"/, ''),
  },
  {
    name: 'no beginning of the conditions',
    by: 'times present',
    without: 'accepted',
    send: () => saying(/(?<=Conditions) NotBefore="[^"]*"/, ''),
  },
  {
    name: 'no end of the confirmation',
    by: 'times present',
    without: 'accepted',
    send: () => saying(/(?<=ConfirmationData [^>]*) NotOnOrAfter="[^"]*"/, ''),
  },
  {
    name: 'no IssueInstant',
    by: 'times present',
    without: 'accepted',
    send: () => saying(/(?<=Assertion [^>]*) IssueInstant="[^"]*"/, ''),
  },
  {
    name: 'no AuthnInstant',
    by: 'times present',
    without: 'accepted',
    send: () => saying(/ AuthnInstant="[^"]*"/, ''),
  },
  {
    name: 'no conditions',
    by: 'times present',
    without: 'SAML-302',
    send: () => saying(/<saml2:Conditions .*<\/saml2:Conditions>/, ''),
  },
  {
    name: 'local time',
    by: 'times in UTC',
    without: 'accepted',
    send: () => saying(/(?<=Conditions [^>]*)NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2026-11-22T12:05:00"'),
  },
  {
    name: 'an offset',
    by: 'times in UTC',
    without: 'accepted',
    send: () => saying(/(?<=Conditions [^>]*)NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2026-11-22T13:05:00+01:00"'),
  },
  {
    name: 'a date in words',
    by: 'times in UTC',
    without: 'accepted',
    send: () => saying(/(?<=Conditions [^>]*)NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="23 Nov 2026"'),
  },
  {
    name: '30 February',
    by: 'times in UTC',
    without: 'accepted',
    send: () => saying(/(?<=Conditions )NotBefore="[^"]*"/, 'NotBefore="2026-02-30T12:00:00Z"'),
  },
  {
    name: 'a condition that is not understood',
    by: 'conditions',
    without: 'accepted',
    send: () => saying('</saml2:Conditions>', '<saml2:Condition/></saml2:Conditions>'),
  },
  {
    name: 'two NameIDs',
    by: 'one NameID',
    without: 'accepted',
    send: () => saying(nameId, '<saml2:NameID>eve</saml2:NameID><saml2:NameID>dana@example.com</saml2:NameID>'),
  },
  {
    name: 'an element inside the NameID',
    by: 'one NameID',
    without: 'accepted',
    send: () => saying(nameId, '<saml2:NameID>dana@example.com<x/>.evil.com</saml2:NameID>'),
  },
  { name: 'an empty NameID', by: 'one NameID', without: 'accepted', send: () => saying(nameId, '<saml2:NameID/>') },
  {
    name: 'an encrypted NameID beside a plain one',
    by: 'one NameID',
    without: 'accepted',
    send: () => saying('<saml2:NameID', '<saml2:EncryptedID/><saml2:NameID'),
  },
  {
    name: 'a NameID that reads like another',
    by: 'NameID can be read',
    without: 'accepted',
    send: () => ({ nameId: 'dana\u200b@example.com' }),
  },
  {
    name: 'a NameID that runs from right to left',
    by: 'NameID can be read',
    without: 'accepted',
    send: () => ({ nameId: '\u202emoc.elpmaxe@anad' }),
  },
  {
    name: 'a NameID of two lines',
    by: 'NameID can be read',
    without: 'accepted',
    send: () => ({ nameId: 'dana@example.com\nX-Header: 1' }),
  },
  {
    name: 'XML as the value of an attribute',
    by: 'attributes of text',
    without: 'accepted',
    send: () => saying('>Engineering<', '><x>Engineering</x><'),
  },
  {
    name: 'an encrypted attribute',
    by: 'attributes of text',
    without: 'accepted',
    send: () => saying('</saml2:AttributeStatement>', '<saml2:EncryptedAttribute/></saml2:AttributeStatement>'),
  },
  {
    name: 'an attribute called __proto__',
    by: 'names of attributes',
    without: 'accepted',
    send: () => ({ attributes: { ['__proto__x']: ['1'] }, before: (xml) => changed(xml, '__proto__x', '__proto__') }),
  },
  {
    name: 'an attribute without a name',
    by: 'names of attributes',
    without: 'accepted',
    send: () => saying(' Name="memberOf"', ''),
  },
  {
    name: 'a SessionIndex that goes on and on',
    by: 'form of the assertion',
    without: 'accepted',
    send: () => saying('SessionIndex="', `SessionIndex="${'x'.repeat(1025)}`),
  },
  {
    name: 'two subjects',
    by: 'form of the assertion',
    without: 'accepted',
    send: () =>
      saying('</saml2:Subject>', '</saml2:Subject><saml2:Subject><saml2:NameID>eve</saml2:NameID></saml2:Subject>'),
  },
  {
    name: 'two issuers',
    by: 'form of the assertion',
    without: 'accepted',
    send: () => saying('<saml2:Subject>', '<saml2:Issuer>https://other.example.com</saml2:Issuer><saml2:Subject>'),
  },
  {
    name: 'two authentications',
    by: 'form of the assertion',
    without: 'accepted',
    send: () => saying('<saml2:AttributeStatement>', '<saml2:AuthnStatement/><saml2:AttributeStatement>'),
  },
  {
    name: 'no authentication',
    by: 'form of the assertion',
    without: 'SAML-403',
    send: () => saying(/<saml2:AuthnStatement .*<\/saml2:AuthnStatement>/, ''),
  },
]
