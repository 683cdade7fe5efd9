import { AppError, isAppError } from '#lib/errors.ts'
import { readBase64Certificate, type Certificate } from './certificate.ts'
import { childrenNamed, readXml, XmlError, type XmlElement } from './xml.ts'

/** What an IdP's metadata says that the configuration needs. */
export type IdpMetadata = {
  entityId: string
  /** https only. */
  redirectUrl?: string
  postUrl?: string
  /** Where logout messages go: by HTTP-Redirect, or by HTTP-POST where it offers nothing else. https only. */
  singleLogoutUrl?: string
  certificates: Certificate[]
  wantsSignedRequests: boolean
}

const md = 'urn:oasis:names:tc:SAML:2.0:metadata'
const ds = 'http://www.w3.org/2000/09/xmldsig#'
const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings:'
const maximumCertificates = 10

/**
 * Reads SAML 2.0 metadata of an identity provider (SAML Metadata §2.4). A signature on it is not judged: whoever
 * uploads it confirms what is shown.
 *
 * Throws `AppError` `invalid` for field `metadata`, naming the element or attribute that is missing or wrong.
 */
export function readIdpMetadata(source: string, now: Date = new Date()): IdpMetadata {
  const entity = entityOf(rootOf(source))
  const entityId = (entity.attributes.get('entityID') ?? '').trim()
  if (entityId === '') throw invalid('EntityDescriptor has no entityID attribute.')
  if (entityId.length > 1024) throw invalid('entityID is longer than 1,024 characters.')
  refuseExpired(entity, now)

  const roles = childrenNamed(entity, md, 'IDPSSODescriptor')
  const role = roles.find((each) =>
    /\bSAML:2\.0:protocol\b/.test(each.attributes.get('protocolSupportEnumeration') ?? ''),
  )
  if (!role && roles.length > 0) throw invalid('IDPSSODescriptor does not support SAML 2.0.')
  if (!role && childrenNamed(entity, md, 'SPSSODescriptor').length > 0) {
    throw invalid(
      'It describes a service provider (SPSSODescriptor). IDPSSODescriptor is missing: download the metadata of the IdP.',
    )
  }
  if (!role) throw invalid('EntityDescriptor has no IDPSSODescriptor element.')

  const redirectUrl = locationOf(role, 'HTTP-Redirect')
  const postUrl = locationOf(role, 'HTTP-POST')
  if (redirectUrl === undefined && postUrl === undefined) {
    throw invalid('IDPSSODescriptor has no SingleSignOnService element with the HTTP-Redirect or HTTP-POST binding.')
  }
  const singleLogoutUrl =
    locationOf(role, 'HTTP-Redirect', 'SingleLogoutService') ?? locationOf(role, 'HTTP-POST', 'SingleLogoutService')
  return {
    entityId,
    ...(singleLogoutUrl === undefined ? {} : { singleLogoutUrl }),
    ...(redirectUrl === undefined ? {} : { redirectUrl }),
    ...(postUrl === undefined ? {} : { postUrl }),
    certificates: certificatesOf(role),
    wantsSignedRequests: /^(true|1)$/.test(role.attributes.get('WantAuthnRequestsSigned')?.trim() ?? ''),
  }
}

function rootOf(source: string): XmlElement {
  try {
    return readXml(source)
  } catch (error) {
    if (error instanceof XmlError) throw invalid(`The XML cannot be read: ${error.message}.`)
    throw error
  }
}

/** The one entity that is an IdP: the root, or the only one of an EntitiesDescriptor. */
function entityOf(root: XmlElement): XmlElement {
  if (root.namespace === md && root.name === 'EntityDescriptor') return root
  if (root.namespace === md && root.name === 'EntitiesDescriptor') {
    const entities = childrenNamed(root, md, 'EntityDescriptor')
    const idps = entities.filter((entity) => childrenNamed(entity, md, 'IDPSSODescriptor').length > 0)
    if (idps.length === 1 && idps[0]) return idps[0]
    if (idps.length === 0) throw invalid('EntitiesDescriptor has no EntityDescriptor with an IDPSSODescriptor.')
    throw invalid(`EntitiesDescriptor describes ${idps.length} IdPs. Metadata of one IdP is accepted.`)
  }
  if (/^html$/i.test(root.name)) throw invalid('This is a web page. Save the metadata itself as XML.')
  if (root.name === 'EntityDescriptor' || root.name === 'EntitiesDescriptor') {
    throw invalid(`The namespace of ${root.name} is not ${md}.`)
  }
  throw invalid(`The document begins with ${root.name}; EntityDescriptor is missing.`)
}

function refuseExpired(entity: XmlElement, now: Date): void {
  const text = entity.attributes.get('validUntil')
  if (text === undefined) return
  const until = new Date(text)
  if (Number.isNaN(until.getTime())) throw invalid(`validUntil “${text.slice(0, 40)}” is not a date.`)
  if (until <= now) throw invalid(`It was valid until ${until.toISOString()}. Download it from the IdP again.`)
}

function locationOf(role: XmlElement, binding: string, element = 'SingleSignOnService'): string | undefined {
  const service = childrenNamed(role, md, element).find((each) => each.attributes.get('Binding') === bindings + binding)
  if (!service) return undefined
  const location = (service.attributes.get('Location') ?? '').trim()
  if (location === '') throw invalid(`${element} with the ${binding} binding has no Location.`)
  const url = URL.parse(location)
  if (url?.protocol !== 'https:' || location.length > 2048) {
    throw invalid(`${element} Location “${location.slice(0, 100)}” is not an https URL.`)
  }
  return location
}

function certificatesOf(role: XmlElement): Certificate[] {
  const keys = childrenNamed(role, md, 'KeyDescriptor').filter(
    (key) => (key.attributes.get('use') ?? 'signing') === 'signing',
  )
  if (keys.length === 0) throw invalid('IDPSSODescriptor has no KeyDescriptor element for signing.')
  const texts = keys
    .flatMap((key) => childrenNamed(key, ds, 'KeyInfo'))
    .flatMap((info) => childrenNamed(info, ds, 'X509Data'))
    .flatMap((data) => childrenNamed(data, ds, 'X509Certificate'))
    .map((certificate) => certificate.text.trim())
  if (texts.length === 0) throw invalid('KeyDescriptor has no X509Certificate element.')
  if (texts.length > maximumCertificates) {
    throw invalid(`It holds ${texts.length} signing certificates; up to ${maximumCertificates} are accepted.`)
  }
  const found = texts.map((text) => {
    try {
      return readBase64Certificate(text)
    } catch (error) {
      if (isAppError(error)) throw invalid(`X509Certificate: ${error.message.replace(/^IdP Certificate: /, '')}`)
      throw error
    }
  })
  return [...new Map(found.map((certificate) => [certificate.fingerprint, certificate])).values()]
}

const invalid = (message: string) => new AppError('invalid', `IdP Metadata File: ${message}`, { field: 'metadata' })
