import { fold } from '#lib/scim/fold.ts'
import ipaddr from 'ipaddr.js'
import type { Application, PolicyIdp, PolicyRequest, PolicySet, Subject } from './policy-set.ts'
import type { IdpCriteria, Item, Policy, Rule } from './rule.ts'

// Decides by walking the rule objects from the first to the last, as one would write it down without a thought for speed.
// Tests hold the evaluator against it, and the bench measures what the evaluator saves.

type Truth = boolean | 'unknown' | 'off'

/** The deciding rule's id or `default`, or what kept the user out. */
export type OracleDecision = { by: string; isCertain: boolean }

export function decideNaively(
  set: PolicySet,
  policy: Policy,
  subject: Subject,
  request: PolicyRequest,
): OracleDecision {
  const application = findApplication(set, request.destination)
  if (policy === 'access') {
    const idp = set.idps.find((each) => each.id === subject.idpId)
    if (subject.block) return { by: 'blocked', isCertain: true }
    if (!idp || !idp.isEnabled) return { by: 'idp', isCertain: true }
    if (idp.isScimSynced && subject.provisioned !== 'active') return { by: subject.provisioned, isCertain: true }
    if (!application) return { by: 'no-application', isCertain: true }
  }
  for (const rule of set.rules[policy]) {
    if (!rule.isEnabled || rule.isDefault) continue
    const truth = ruleMatches(set, rule, subject, request, application)
    if (truth === true) return { by: rule.id, isCertain: true }
    if (truth === 'unknown' && rule.outcome.policy === 'access' && rule.outcome.action === 'block') {
      return { by: rule.id, isCertain: false }
    }
  }
  return { by: set.rules[policy].find((rule) => rule.isDefault)?.id ?? 'default', isCertain: true }
}

function ruleMatches(
  set: PolicySet,
  { criteria }: Rule,
  subject: Subject,
  request: PolicyRequest,
  application: Application | undefined,
): Truth {
  const parts: Truth[] = []
  if (criteria.applicationIds.length > 0 || criteria.segmentGroupIds.length > 0) {
    const group = set.segmentGroups.find((each) => each.id === application?.segmentGroupId)
    const isNamed = application !== undefined && criteria.applicationIds.includes(application.id)
    const isInGroup = group !== undefined && group.isEnabled && criteria.segmentGroupIds.includes(group.id)
    if (!isNamed && !isInGroup) return false
  }
  if (criteria.identity.idps.length > 0) {
    const { idps, join } = criteria.identity
    const isJoined = join === 'and' && idps.length > 1
    const truths = idps.map((idp) => idpMatches(set, idp, subject, isJoined))
    parts.push(isJoined ? and(truths) : or(truths))
  }
  if (criteria.trustedNetworks.length > 0) parts.push(isWithin(criteria.trustedNetworks, request.address))
  if (criteria.locationIds.length > 0) {
    const ranges = set.locations.filter(({ id }) => criteria.locationIds.includes(id)).flatMap((each) => each.ranges)
    parts.push(isWithin(ranges, request.address))
  }
  if (criteria.clientTypes.length > 0) parts.push(isAmong(criteria.clientTypes, request.clientType))
  if (criteria.platforms.length > 0) parts.push(isAmong(criteria.platforms, request.platform))
  if (criteria.countryCodes.length > 0) parts.push(isAmong(criteria.countryCodes, request.countryCode))
  return and(parts)
}

function idpMatches(set: PolicySet, { idpId, join, items }: IdpCriteria, subject: Subject, isJoined: boolean): Truth {
  const idp = set.idps.find((each) => each.id === idpId)
  if (!idp) return false
  const isUsed = (item: Item) =>
    item.kind === 'saml' || item.kind === 'any-saml' ? idp.usesSaml : idp.usesScim && !isGated(idp, subject)
  const isAnd = join === 'and' && items.length > 1
  if ((isAnd || isJoined) && !items.every(isUsed)) return 'off'
  const truths = items.filter(isUsed).map((item) => idp.isEnabled && itemMatches(set, idpId, item, subject))
  return isAnd ? and(truths) : or(truths)
}

const isGated = ({ id, scimSince }: PolicyIdp, subject: Subject): boolean =>
  subject.idpId === id &&
  scimSince !== null &&
  (subject.authenticatedAt === null || subject.authenticatedAt.getTime() < scimSince.getTime())

function itemMatches(set: PolicySet, idpId: string, item: Item, subject: Subject): Truth {
  if (subject.idpId !== idpId) return false
  if (item.kind === 'scim') return (subject.scim.get(item.attribute) ?? []).includes(fold(item.value))
  if (item.kind === 'scim-group') {
    return (
      subject.groups.has(item.groupId) && set.groups.some(({ id, idpId: of }) => id === item.groupId && of === idpId)
    )
  }
  if (item.kind === 'any-saml') return subject.saml === undefined ? 'unknown' : true
  const attribute = set.samlAttributes.find((each) => each.id === item.attributeId && each.idpId === idpId)
  if (!attribute) return false
  if (subject.saml === undefined) return 'unknown'
  return (subject.saml.get(attribute.attribute) ?? []).includes(item.value)
}

const isAmong = (wanted: readonly string[], value: string | undefined): Truth =>
  value === undefined ? 'unknown' : wanted.includes(value)

function isWithin(ranges: readonly string[], address: string | undefined): Truth {
  if (address === undefined) return 'unknown'
  const wanted = ipaddr.process(address)
  return ranges.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range)
    return network.kind() === wanted.kind() && wanted.match(network, bits)
  })
}

function and(truths: readonly Truth[]): Truth {
  if (truths.includes('off')) return 'off'
  if (truths.includes(false)) return false
  return truths.includes('unknown') ? 'unknown' : true
}

function or(truths: readonly Truth[]): Truth {
  if (truths.includes('off')) return 'off'
  if (truths.includes(true)) return true
  return truths.includes('unknown') ? 'unknown' : false
}

function findApplication(set: PolicySet, destination: PolicyRequest['destination']): Application | undefined {
  const enabled = set.applications.filter((application) => application.isEnabled)
  if ('applicationId' in destination) return enabled.find(({ id }) => id === destination.applicationId)
  const covers = (domain: string) =>
    domain === '*' || domain === destination.host || (domain[0] === '*' && destination.host.endsWith(domain.slice(1)))
  const specificity = (domain: string) => (domain.startsWith('*') ? domain.length : 1_000)
  const domains = enabled.flatMap((application) => application.domains.filter(covers))
  const [best] = domains.toSorted((a, b) => specificity(b) - specificity(a))
  const widthOf = ({ ports }: Application): number =>
    Math.min(
      ...ports
        .filter(({ protocol, from, to }) => {
          return protocol === destination.protocol && from <= destination.port && destination.port <= to
        })
        .map(({ from, to }) => to - from),
    )
  return enabled
    .filter(
      (application) => best !== undefined && application.domains.includes(best) && widthOf(application) < Infinity,
    )
    .toSorted((a, b) => widthOf(a) - widthOf(b))[0]
}
