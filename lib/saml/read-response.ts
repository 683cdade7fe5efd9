import type { Assertion } from './assertion.ts'
import { Checklist } from './checks.ts'
import { decodeForm } from './decode.ts'
import { decryptAssertion } from './decrypt.ts'
import { allWithin, attributeOf, childrenCalled, isCalled, parseMessage } from './dom.ts'
import { judgeAssertion } from './judge-assertion.ts'
import { namespaces, statusSuccess } from './names.ts'
import type { SamlPeer } from './peer.ts'
import { noteSame, readSigned, show } from './reading.ts'
import { keysOf, type VerificationKey } from './signature-algorithms.ts'
import { verifyEnveloped } from './signature.ts'
import { childrenNamed, type XmlElement } from './xml.ts'

export type Expected = {
  /** Where it was posted to; as Destination and Recipient must be, byte for byte. */
  acsUrl: string
  /** Our entity ID for this IdP. */
  audience: string
  idp: Pick<SamlPeer, 'entityId' | 'certificates'>
  /** PKCS#8 in PEM: current and previous. Empty: encrypted assertions are refused. */
  decryptionKeys: readonly string[]
  /** Whether assertions encrypted by AES-CBC are read, in signed responses. Absent: they are not. */
  acceptsCbc?: boolean
  now: Date
}

const { protocol: samlp, assertion: saml, signature: ds } = namespaces

/**
 * Verifies a SAML Response of the POST binding (`samlResponse` is the form value, base64) and reads the one assertion in
 * it. The assertion must be signed, or the response that holds it; whichever signatures there are must be valid. An
 * encrypted assertion must be signed inside. Whatever is returned comes from the canonical bytes that a signature covers.
 *
 * Whether the assertion was used before, and whether it answers a request of this browser, is the caller's to check.
 * Throws SamlRefusal, with all that was checked.
 */
export const readSamlResponse = (samlResponse: string, expected: Expected): Assertion =>
  readResponseWith(new Checklist(), samlResponse, expected)

/** For tests, which leave out a check at a time. */
export function readResponseWith(checks: Checklist, samlResponse: string, expected: Expected): Assertion {
  const text = decodeForm(samlResponse, checks)
  const root = parseMessage(text, checks)
  judgeStructure(root, checks)
  const { xml, assertion, response } = signedParts(root, text, expected, checks)
  const subject = childrenNamed(assertion, saml, 'Subject')[0]
  const nameId = subject && childrenNamed(subject, saml, 'NameID')[0]?.text
  checks.signed = { xml, ...(nameId ? { nameId } : {}) }
  judgeResponse(root, expected, checks)
  const read = judgeAssertion(assertion, { ...expected, issuer: expected.idp.entityId }, checks)
  const outer = attributeOf(root, 'InResponseTo')
  const isOneRequest = outer === undefined || (read.inResponseTo ?? outer) === outer
  checks.demand('one request', isOneRequest, `The response answers “${show(outer ?? '')}”, its assertion another.`)
  const answered = read.inResponseTo ?? response?.attributes.get('InResponseTo')
  return { ...read, ...(answered === undefined ? {} : { inResponseTo: answered }), xml, checks: checks.results }
}

/** One Response, one assertion in it, IDs that are unique, signatures only where they belong. */
function judgeStructure(root: Element, checks: Checklist): void {
  const isResponse = isCalled(root, samlp, 'Response')
  checks.demand('root element', isResponse, `The root element is ${show(root.localName)}.`)
  const all = allWithin(root)
  const ids = all.flatMap(idsOf)
  checks.demand('unique IDs', new Set(ids).size === ids.length, 'Two elements have the same ID.')
  const messages = all.filter(({ localName }) => localName === 'Response')
  checks.demand('one message', messages.length === 1, `It holds ${messages.length} elements called Response.`)
  judgeStatus(root, checks)
  const assertions = all.filter(({ localName }) => /^(Encrypted)?Assertion$/.test(localName))
  const isOne = assertions.length === 1 && assertions[0]?.parentNode === root && assertions[0].namespaceURI === saml
  checks.demand('one assertion', isOne, `It holds ${assertions.length}; one is accepted, as a child of Response.`)
  judgePlaces(root, all, checks)
}

function judgePlaces(root: Element, all: Element[], checks: Checklist): void {
  const signatures = all.filter(({ localName }) => localName === 'Signature')
  const areInPlace = signatures.every(({ parentNode, namespaceURI }) => {
    const isOfAssertion = parentNode?.parentNode === root && parentNode.nodeName.endsWith('Assertion')
    return namespaceURI === ds && (parentNode === root || isOfAssertion)
  })
  const areSingle = new Set(signatures.map(({ parentNode }) => parentNode)).size === signatures.length
  checks.demand(
    'signatures in their places',
    areInPlace && areSingle,
    'A signature stands elsewhere than directly in what it signs.',
  )
}

/** Whatever a parser or a signature could take for an ID. */
const idsOf = (element: Element): string[] =>
  Array.from(element.attributes)
    .filter(({ nodeName }) => /(^|:)id$/i.test(nodeName))
    .map(({ value }) => value)

/** An IdP that refused often signs nothing, and says why all the same; nothing is granted by these words. */
function judgeStatus(root: Element, checks: Checklist): void {
  const status = childrenCalled(root, samlp, 'Status')[0]
  const top = status && childrenCalled(status, samlp, 'StatusCode')[0]
  const second = top && childrenCalled(top, samlp, 'StatusCode')[0]
  const value = (top && attributeOf(top, 'Value')) ?? 'no status'
  const message = status && childrenCalled(status, samlp, 'StatusMessage')[0]?.textContent
  const words = [value, second && attributeOf(second, 'Value'), message].filter(Boolean).map((each) => show(each ?? ''))
  checks.demand('status', value === statusSuccess, words.join(' · '))
}

/** What the response itself says, signed or not: none of it grants anything, all of it may refuse. */
function judgeResponse(root: Element, { acsUrl, idp }: Expected, checks: Checklist): void {
  checks.note(
    'version',
    attributeOf(root, 'Version') === '2.0',
    `Version is “${show(attributeOf(root, 'Version') ?? '')}”.`,
  )
  const destination = attributeOf(root, 'Destination')
  const isSigned = childrenCalled(root, ds, 'Signature').length > 0
  // SAML Bindings §3.5.5.2: a signed message says where it goes.
  if (destination !== undefined || isSigned) noteSame('destination', destination, acsUrl, checks)
  const issuer = childrenCalled(root, saml, 'Issuer')[0]?.textContent
  if (issuer != null) noteSame('issuer of the response', issuer, idp.entityId, checks)
}

type Signed = { xml: string; assertion: XmlElement; response?: XmlElement }

/** Verifies every signature there is, and gives the assertion as the innermost of them covers it. */
function signedParts(root: Element, text: string, expected: Expected, checks: Checklist): Signed {
  const keys = keysOf(expected.idp.certificates, checks)
  const isSigned = (element: Element) => childrenCalled(element, ds, 'Signature').length > 0
  const outerXml = isSigned(root) ? verifyEnveloped(text, root, keys, expected.now, checks) : undefined
  const response = outerXml === undefined ? {} : { response: readSigned(outerXml, 'Response', checks) }

  const [encrypted] = childrenCalled(root, saml, 'EncryptedAssertion')
  if (encrypted) {
    const { decryptionKeys, acceptsCbc = false } = expected
    const encryption = { keys: decryptionKeys, acceptsCbc, isSigned: outerXml !== undefined }
    const inside = decryptAssertion(encrypted, encryption, checks)
    return { ...decrypted(inside, keys, expected.now, checks), ...response }
  }
  const [assertion] = childrenCalled(root, saml, 'Assertion')
  if (assertion && isSigned(assertion)) {
    const xml = verifyEnveloped(text, assertion, keys, expected.now, checks)
    return { xml, assertion: readSigned(xml, 'Assertion', checks), ...response }
  }
  const inside = response.response && childrenNamed(response.response, saml, 'Assertion')
  checks.demand('signature present', inside?.length === 1, 'Neither the assertion nor the response is signed.')
  if (outerXml === undefined || !inside?.[0]) throw checks.refusal('signature present', 'There is no signed assertion.')
  return { xml: outerXml, assertion: inside[0], ...response }
}

/** Anybody can encrypt for us, so that the response's signature around it is not enough. */
function decrypted(text: string, keys: VerificationKey[], now: Date, checks: Checklist): Signed {
  const root = parseMessage(text, checks)
  const all = allWithin(root)
  const isOne =
    isCalled(root, saml, 'Assertion') && all.filter(({ localName }) => localName.endsWith('Assertion')).length === 1
  checks.demand('one assertion', isOne, 'The encryption holds something else than one assertion.')
  const ids = all.flatMap(idsOf)
  checks.demand('unique IDs', new Set(ids).size === ids.length, 'Two elements have the same ID.')
  const isSigned = childrenCalled(root, ds, 'Signature').length > 0
  checks.demand('signed inside the encryption', isSigned, 'The encrypted assertion carries no signature of its own.')
  const xml = verifyEnveloped(text, root, keys, now, checks)
  return { xml, assertion: readSigned(xml, 'Assertion', checks) }
}
