/**
 * Where a URL addresses the SCIM service. All parts as sent, nothing decoded. `idpId` is empty in the deprecated form,
 * which stands for the default IdP; `organisationId` too where the address lacks its numbers.
 */
export type ScimAddress = { organisationId: string; idpId: string; basePath: string; path: string; query: string }

// The endpoint as the portal shows it, and the form of Okta's catalogue apps, which build it from the two ids.
const FORMS = [
  /^\/scim\/([^/?#]+)\/([^/?#]+)\/v2(?=[/?#]|$)/,
  /^\/([^/?#]+)\/([^/?#]+)\/scim(?=[/?#]|$)/,
  // Deprecated. Only with a number: /authentication/scim is a page.
  /^\/(\d+)\/scim(?=[/?#]|$)/,
]

// Endpoints that were entered in part: without /v2, without the IdP ID, or as the server's name alone.
const MISSED = [
  /^\/scim(?=[/?#]|$)/,
  /^\/\d+\/[1-9]\d{17}(?=[/?#]|$)/,
  /^(?:\/\d+)?(?:\/v2)?\/(?:Users|Groups|Bulk)(?=[/?#]|$)/,
]

/** Takes a request target (`/scim/1/2161…/v2/Users?count=2`) apart; undefined when it is not the SCIM service's. */
export function scimAddress(target: string): ScimAddress | undefined {
  for (const form of FORMS) {
    const match = form.exec(target)
    if (!match) continue
    const [basePath, organisationId = '', idpId = ''] = match
    const rest = target.slice(basePath.length).split('#', 1)[0] ?? ''
    const question = rest.indexOf('?')
    // An endpoint that was pasted with a slash at its end makes two of them.
    const path = (question < 0 ? rest : rest.slice(0, question)).replace(/^\/{2,}/, '/')
    return { organisationId, idpId, basePath, path, query: question < 0 ? '' : rest.slice(question + 1) }
  }
  // Whatever else is meant for the service is told so in its own words, and its administrator is shown it.
  if (!MISSED.some((form) => form.test(target))) return undefined
  const basePath = target.startsWith('/scim') ? '/scim' : ''
  const path = target.slice(basePath.length).split(/[?#]/, 1)[0] ?? ''
  return { organisationId: '', idpId: '', basePath, path, query: '' }
}
