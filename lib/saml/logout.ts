import { Checklist, type CheckName } from './checks.ts'
import { decodeForm } from './decode.ts'
import { allWithin, childrenCalled, isCalled, parseMessage } from './dom.ts'
import { maximumAgeMs, skewMs } from './judge-assertion.ts'
import { byPost, byRedirect, opening, type Outgoing } from './message.ts'
import { namespaces, statusSuccess, unspecifiedNameId } from './names.ts'
import type { OwnSide, SamlPeer } from './peer.ts'
import { readSigned, show, textOf, timeIn } from './reading.ts'
import { readRedirect } from './redirect-query.ts'
import { escapeXml } from './sp-metadata.ts'
import { keysOf } from './signature-algorithms.ts'
import { verifyEnveloped } from './signature.ts'
import { childrenNamed, type XmlElement } from './xml.ts'

const { protocol: samlp, assertion: saml } = namespaces

/** Redirect unless told otherwise: every IdP with single logout has it. */
type Binding = { binding?: 'redirect' | 'post'; relayState?: string; now: Date }

/**
 * Asks the IdP to end the session of one person there (SAML Core §3.7.1), always signed. `nameId`, its format and
 * `sessionIndex` as the assertion had them. Throws Error when `sp` has no key to sign with.
 */
export function logoutRequest(
  idp: SamlPeer,
  sp: OwnSide,
  request: { id: string; nameId: string; nameIdFormat: string; sessionIndex?: string } & Binding,
): Outgoing {
  const format = request.nameIdFormat === unspecifiedNameId ? '' : ` Format="${escapeXml(request.nameIdFormat)}"`
  const index =
    request.sessionIndex === undefined
      ? ''
      : `<samlp:SessionIndex>${escapeXml(request.sessionIndex)}</samlp:SessionIndex>`
  const xml =
    opening(
      'LogoutRequest',
      { ...request, destination: idp.singleLogoutUrl, issuer: sp.entityId },
      {
        NotOnOrAfter: new Date(request.now.getTime() + maximumAgeMs / 2).toISOString(),
      },
    ) + `<saml:NameID${format}>${escapeXml(request.nameId)}</saml:NameID>${index}</samlp:LogoutRequest>`
  return sent('SAMLRequest', xml, idp, sp, request)
}

/** Answers the IdP's request to end sessions here (SAML Core §3.7.2), always signed. `id` is the answer's own. */
export function logoutResponse(
  idp: SamlPeer,
  sp: OwnSide,
  response: { id: string; inResponseTo: string; isSuccess: boolean } & Binding,
): Outgoing {
  const status = response.isSuccess ? statusSuccess : 'urn:oasis:names:tc:SAML:2.0:status:Responder'
  const xml =
    opening(
      'LogoutResponse',
      { ...response, destination: idp.singleLogoutUrl, issuer: sp.entityId },
      {
        InResponseTo: response.inResponseTo,
      },
    ) + `<samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status></samlp:LogoutResponse>`
  return sent('SAMLResponse', xml, idp, sp, response)
}

function sent(
  parameter: 'SAMLRequest' | 'SAMLResponse',
  xml: string,
  idp: SamlPeer,
  { signingKey }: OwnSide,
  { binding = 'redirect', relayState }: Binding,
): Outgoing {
  if (signingKey === undefined) throw new Error('There is no key to sign logout messages with')
  const send = binding === 'redirect' ? byRedirect : byPost
  const state = relayState === undefined ? {} : { relayState }
  return send({ parameter, xml, destination: idp.singleLogoutUrl, signingKey, ...state })
}

export type LogoutMessage =
  | {
      type: 'request'
      id: string
      nameId: string
      nameIdFormat: string
      /** Empty: all sessions of that person. */
      sessionIndexes: string[]
      /** Until when its id must be remembered: it counts once. */
      expiresAt: Date
      relayState?: string
    }
  | { type: 'response'; inResponseTo: string; isSuccess: boolean; relayState?: string }

type LogoutFields = {
  SAMLRequest?: string | undefined
  SAMLResponse?: string | undefined
  RelayState?: string | undefined
}

/** As it came: the raw query without `?`, or the fields of the form. */
export type LogoutSent = { binding: 'redirect'; query: string } | { binding: 'post'; fields: LogoutFields }

export type LogoutExpected = {
  /** Where it was sent to; as Destination must be, byte for byte. */
  logoutUrl: string
  idp: Pick<SamlPeer, 'entityId' | 'certificates'>
  now: Date
}

/**
 * Verifies and reads a logout message. It must be signed as a whole: in the query when it was redirected, on its root when
 * it was posted. Whether a request was seen before, and a response answers one of ours, is the caller's to check.
 * Throws SamlRefusal.
 */
export const readLogout = (message: LogoutSent, expected: LogoutExpected): LogoutMessage =>
  readLogoutWith(new Checklist(), message, expected)

/** For tests, which leave out a check at a time. */
export function readLogoutWith(checks: Checklist, message: LogoutSent, expected: LogoutExpected): LogoutMessage {
  const keys = keysOf(expected.idp.certificates, checks)
  const { root, parameter, relayState } =
    message.binding === 'redirect'
      ? fromQuery(message.query, keys, expected.now, checks)
      : fromForm(message.fields, keys, expected.now, checks)
  const isRequest = parameter === 'SAMLRequest'
  judge(root, isRequest, expected, checks)
  const read = isRequest ? requestOf(root, expected.now, checks) : responseOf(root)
  checks.settle()
  return { ...read, ...(relayState === undefined ? {} : { relayState }) }
}

type Verified = { root: XmlElement; parameter: 'SAMLRequest' | 'SAMLResponse'; relayState?: string }
type Keys = ReturnType<typeof keysOf>

const rootOf = { SAMLRequest: 'LogoutRequest', SAMLResponse: 'LogoutResponse' } as const

/** The signature of the query covers the whole message, so that the text is what was signed. */
function fromQuery(query: string, keys: Keys, now: Date, checks: Checklist): Verified {
  const { text, ...rest } = readRedirect(query, keys, now, checks)
  judgeRoot(parseMessage(text, checks), rest.parameter, checks)
  return { root: readSigned(text, rootOf[rest.parameter], checks), ...rest }
}

function fromForm(fields: LogoutFields, keys: Keys, now: Date, checks: Checklist): Verified {
  const isEither = (fields.SAMLRequest === undefined) !== (fields.SAMLResponse === undefined)
  checks.demand('logout parameters', isEither, 'It needs either SAMLRequest or SAMLResponse.')
  const parameter = fields.SAMLRequest === undefined ? 'SAMLResponse' : 'SAMLRequest'
  const text = decodeForm(fields[parameter] ?? '', checks)
  const root = parseMessage(text, checks)
  judgeRoot(root, parameter, checks)
  const isSigned = childrenCalled(root, namespaces.signature, 'Signature').length > 0
  checks.demand('logout signed', isSigned, 'The message is not signed.')
  const xml = verifyEnveloped(text, root, keys, now, checks)
  const state = fields.RelayState === undefined ? {} : { relayState: fields.RelayState }
  return { root: readSigned(xml, rootOf[parameter], checks), parameter, ...state }
}

/** A message of the kind that the parameter promises, with no assertion, other message or second signature inside. */
function judgeRoot(root: Element, parameter: keyof typeof rootOf, checks: Checklist): void {
  const isRight = isCalled(root, samlp, rootOf[parameter])
  const hasForeign = allWithin(root).some((each) => {
    const isSecond = each.localName === 'Signature' && each.parentNode !== root
    return each !== root && (isSecond || /Assertion$|^Response$|^Logout/.test(each.localName))
  })
  checks.demand(
    'logout type',
    isRight && !hasForeign,
    `The root is ${show(root.localName)}, or something is wrapped in it.`,
  )
}

function judge(root: XmlElement, isRequest: boolean, expected: LogoutExpected, checks: Checklist): void {
  const note = (isOk: boolean, words: string) => checks.note('logout for us' satisfies CheckName, isOk, words)
  const issuers = childrenNamed(root, saml, 'Issuer')
  const issuer = textOf(issuers[0])
  note(issuers.length === 1 && issuer === expected.idp.entityId, `The issuer is “${show(issuer ?? '')}”.`)
  const destination = root.attributes.get('Destination')
  note(destination === expected.logoutUrl, `The destination is “${show(destination ?? '')}”.`)
  checks.note('version', root.attributes.get('Version') === '2.0', 'Version is not 2.0.')
  const issuedAt = timeIn(root, 'IssueInstant', checks)
  const age = issuedAt ? expected.now.getTime() - issuedAt.getTime() : Number.NaN
  checks.note('times present', issuedAt !== undefined, 'The message has no IssueInstant.')
  checks.note('not issued in the future', !(age < -skewMs), `It was issued at ${issuedAt?.toISOString()}.`)
  checks.note('issued just now', !(age > maximumAgeMs + skewMs), `It was issued at ${issuedAt?.toISOString()}.`)
  const until = isRequest ? timeIn(root, 'NotOnOrAfter', checks) : undefined
  const isOpen = until === undefined || expected.now.getTime() < until.getTime() + skewMs
  checks.note('not expired', isOpen, `It was valid until ${until?.toISOString()}.`)
}

function requestOf(root: XmlElement, now: Date, checks: Checklist): LogoutMessage {
  const id = root.attributes.get('ID') ?? ''
  checks.note('logout for us', /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/.test(id), 'The request has no usable ID.')
  const names = childrenNamed(root, saml, 'NameID')
  const nameId = textOf(names[0]) ?? ''
  checks.note('one NameID', names.length === 1 && nameId !== '', 'The request needs one NameID of plain text.')
  return {
    type: 'request',
    id,
    nameId,
    nameIdFormat: names[0]?.attributes.get('Format') ?? unspecifiedNameId,
    sessionIndexes: childrenNamed(root, samlp, 'SessionIndex').flatMap((each) => textOf(each) ?? []),
    expiresAt: new Date(now.getTime() + maximumAgeMs + 2 * skewMs),
  }
}

function responseOf(root: XmlElement): LogoutMessage {
  const status = childrenNamed(root, samlp, 'Status')[0]
  const code = status && childrenNamed(status, samlp, 'StatusCode')[0]
  return {
    type: 'response',
    inResponseTo: root.attributes.get('InResponseTo') ?? '',
    isSuccess: code?.attributes.get('Value') === statusSuccess,
  }
}
