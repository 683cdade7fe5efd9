import type { CompiledIdp, CompiledItem, CompiledRule, CompiledSet } from './compile.ts'
import { contains, parseAddress, type Address, type Network } from './network.ts'
import type { PolicyRequest, Subject } from './policy-set.ts'
import type { CriterionKind } from './rule.ts'
import type { Found } from './segments.ts'

/**
 * Whether something holds. `unknown`: it cannot be told from what is known. `off`: the rule is not evaluated, since
 * attributes that it joins by AND are not in use for policies.
 */
export type Truth = 'yes' | 'no' | 'unknown' | 'off'

/** A request with what every rule would look up again. */
export type Asked = {
  subject: Subject
  /** The user's SCIM criteria wait until they have signed in again. */
  isGated: boolean
  found: Found
  request: PolicyRequest
  /** The request's address, once a rule has asked for it. */
  address?: Address | undefined
}

export function ask(compiled: CompiledSet, subject: Subject, request: PolicyRequest): Asked {
  return {
    subject,
    isGated: isGated(compiled, subject),
    found: compiled.findSegment(request.destination),
    request,
  }
}

/** After the first enabling of SCIM Attributes for Policy, SCIM criteria count once the user has signed in again. */
function isGated(compiled: CompiledSet, { idpId, authenticatedAt }: Subject): boolean {
  const since = compiled.idps.get(idpId)?.scimSince ?? null
  return since !== null && (authenticatedAt === null || authenticatedAt < since)
}

/** Whether a rule matches: all kinds of its criteria hold. */
export function evaluateRule(rule: CompiledRule, asked: Asked): Truth {
  let result: Truth = 'yes'
  for (const evaluate of evaluators) {
    const truth = evaluate(rule, asked)
    if (truth === 'no' || truth === 'off') return truth
    if (truth === 'unknown') result = 'unknown'
  }
  return result
}

const evaluateApplications = ({ applicationIds }: CompiledRule, { found }: Asked): Truth =>
  applicationIds === undefined || (found.application && applicationIds.has(found.application.id)) ? 'yes' : 'no'

const evaluateTrustedNetworks = ({ trustedNetworks }: CompiledRule, asked: Asked): Truth =>
  within(trustedNetworks, asked)

const evaluateLocations = ({ locations }: CompiledRule, asked: Asked): Truth => within(locations, asked)

const evaluateClientTypes = ({ clientTypes }: CompiledRule, { request }: Asked): Truth =>
  among(clientTypes, request.clientType)

const evaluatePlatforms = ({ platforms }: CompiledRule, { request }: Asked): Truth => among(platforms, request.platform)

const evaluateCountryCodes = ({ countryCodes }: CompiledRule, { request }: Asked): Truth =>
  among(countryCodes, request.countryCode)

const among = <T>(wanted: ReadonlySet<T> | undefined, value: T | undefined): Truth => {
  if (wanted === undefined) return 'yes'
  if (value === undefined) return 'unknown'
  return wanted.has(value) ? 'yes' : 'no'
}

const within = (networks: readonly Network[] | undefined, asked: Asked): Truth => {
  if (networks === undefined) return 'yes'
  const address = addressOf(asked)
  if (address === undefined) return 'unknown'
  return networks.some((network) => contains(network, address)) ? 'yes' : 'no'
}

/** What cannot be read is not known. */
function addressOf(asked: Asked): Address | undefined {
  if (asked.address === undefined && asked.request.address !== undefined) {
    asked.address = parseAddress(asked.request.address)
  }
  return asked.address
}

/** SAML and SCIM Attributes. */
function evaluateIdentity({ identity }: CompiledRule, asked: Asked): Truth {
  if (!identity) return 'yes'
  const isAnd = identity.join === 'and' && identity.idps.length > 1
  let unknown = false
  let result: Truth = isAnd ? 'yes' : 'no'
  for (const idp of identity.idps) {
    const truth = evaluateIdp(idp, isAnd, asked)
    if (truth === 'off') return 'off'
    if (truth === 'unknown') unknown = true
    else if (isAnd ? truth === 'no' : truth === 'yes') result = truth
  }
  return asked.subject.isAnonymous ? 'unknown' : combine(result, unknown, isAnd)
}

/** The items of one IdP. `isJoined`: by AND with those of others. */
function evaluateIdp({ idp, idpId, join, items }: CompiledIdp, isJoined: boolean, asked: Asked): Truth {
  const isAnd = join === 'and' && items.length > 1
  const isOwn = idpId === asked.subject.idpId
  let unknown = false
  let result: Truth = isAnd ? 'yes' : 'no'
  for (const item of items) {
    if (idp && isOff(item, idp, isOwn && asked.isGated)) {
      if (isAnd || isJoined) return 'off'
      continue
    }
    const truth = idp?.isEnabled && isOwn ? evaluateItem(item, asked.subject) : 'no'
    if (truth === 'unknown') unknown = true
    else if (isAnd ? truth === 'no' : truth === 'yes') result = truth
  }
  return combine(result, unknown, isAnd)
}

/** An unknown among them leaves it open, unless another has settled it. */
const combine = (result: Truth, unknown: boolean, isAnd: boolean): Truth =>
  unknown && result === (isAnd ? 'yes' : 'no') ? 'unknown' : result

/** Its attributes are not in use for policies; those of SCIM not yet, where the user is gated. */
export const isOff = (item: CompiledItem, idp: { usesSaml: boolean; usesScim: boolean }, isGated: boolean): boolean =>
  isSaml(item) ? !idp.usesSaml : !idp.usesScim || isGated

export const isSaml = (item: CompiledItem): boolean =>
  item.kind === 'gone' ? item.isSaml : item.kind === 'saml' || item.kind === 'any-saml'

/** An item, for a user of its IdP. */
export function evaluateItem(item: CompiledItem, { scim, groups, saml }: Subject): Truth {
  switch (item.kind) {
    case 'scim-group':
      return groups.has(item.groupId) ? 'yes' : 'no'
    case 'scim':
      return scim.get(item.attribute)?.includes(item.valueKey) ? 'yes' : 'no'
    case 'any-saml':
      return saml ? 'yes' : 'unknown'
    case 'saml':
      if (!saml) return 'unknown'
      return saml.get(item.attribute)?.includes(item.value) ? 'yes' : 'no'
    case 'gone':
      return 'no'
  }
}

/** What decides each kind of criteria. */
export const criterionEvaluators: Readonly<Record<CriterionKind, (rule: CompiledRule, asked: Asked) => Truth>> = {
  applications: evaluateApplications,
  identity: evaluateIdentity,
  'trusted-networks': evaluateTrustedNetworks,
  locations: evaluateLocations,
  'client-types': evaluateClientTypes,
  platforms: evaluatePlatforms,
  'country-codes': evaluateCountryCodes,
}

const evaluators = Object.values(criterionEvaluators)
