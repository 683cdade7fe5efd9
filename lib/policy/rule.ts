/** The three policies. */
export const policies = ['access', 'forwarding', 'timeout'] as const
export type Policy = (typeof policies)[number]

export const clientTypes = {
  client: 'Client Connector',
  browser: 'Web Browser',
  machine: 'Machine Tunnel',
  'cloud-browser': 'Cloud Browser',
} as const
export type ClientType = keyof typeof clientTypes

export const platforms = { windows: 'Windows', mac: 'macOS', linux: 'Linux', ios: 'iOS', android: 'Android' } as const
export type Platform = keyof typeof platforms

export const accessActions = { allow: 'Allow Access', block: 'Block Access' } as const
export type AccessAction = keyof typeof accessActions

export const forwardingActions = {
  bypass: 'Bypass',
  'forward-allowed': 'Only Forward Allowed Applications',
  forward: 'Forward',
} as const
export type ForwardingAction = keyof typeof forwardingActions

/** How criteria of one kind go together. Administrators click from one to the other. */
export type Join = 'or' | 'and'

/** One thing that is asked of a user, of those whom one IdP knows. */
export type Item =
  /** Any SAML attribute: the IdP's assertion signed the user in, whatever it says. */
  | { kind: 'any-saml' }
  /** `attributeId`: of the SAML Attributes page. The value is compared exactly. */
  | { kind: 'saml'; attributeId: string; value: string }
  /** `attribute`: its path as the SCIM Attributes page writes it. The value is compared without case. */
  | { kind: 'scim'; attribute: string; value: string }
  | { kind: 'scim-group'; groupId: string }

/** The items of one IdP. */
export type IdpCriteria = { idpId: string; join: Join; items: readonly Item[] }

/** What a request must meet. A kind with nothing chosen asks for nothing; different kinds are joined by AND. */
export type Criteria = {
  /** Any of the application segments, or of those in any of the segment groups. */
  applicationIds: readonly string[]
  segmentGroupIds: readonly string[]
  /** SAML and SCIM Attributes. */
  identity: { join: Join; idps: readonly IdpCriteria[] }
  /** CIDR ranges, any of them. */
  trustedNetworks: readonly string[]
  /** Any of the locations; one holds its sublocations. */
  locationIds: readonly string[]
  clientTypes: readonly ClientType[]
  platforms: readonly Platform[]
  /** ISO 3166-1 alpha-2, upper case. */
  countryCodes: readonly string[]
}

/** Seconds; null: Never for authentication, Default (what the connection's kind has) for idle connections. */
export type Timeouts = { authenticationSeconds: number | null; idleSeconds: number | null }

/** What a rule does. */
export type Outcome =
  | { policy: 'access'; action: AccessAction; message: string }
  | { policy: 'forwarding'; action: ForwardingAction }
  | ({ policy: 'timeout'; message: string } & Timeouts)

export type RuleBody = { outcome: Outcome; criteria: Criteria }

export type Rule = RuleBody & {
  id: string
  name: string
  isEnabled: boolean
  /** It stands behind all others and asks for nothing. */
  isDefault: boolean
}

export const noCriteria: Criteria = {
  applicationIds: [],
  segmentGroupIds: [],
  identity: { join: 'or', idps: [] },
  trustedNetworks: [],
  locationIds: [],
  clientTypes: [],
  platforms: [],
  countryCodes: [],
}

/** The kinds of criteria. */
export type CriterionKind =
  'applications' | 'identity' | 'trusted-networks' | 'locations' | 'client-types' | 'platforms' | 'country-codes'

/** The kinds that a policy's rules may use. */
export const criteriaOf: Readonly<Record<Policy, readonly CriterionKind[]>> = {
  access: ['applications', 'identity', 'trusted-networks', 'locations', 'client-types', 'platforms', 'country-codes'],
  forwarding: ['applications', 'identity', 'trusted-networks', 'client-types', 'platforms'],
  timeout: ['applications', 'identity', 'client-types', 'platforms'],
}

/** The kinds that something is chosen of. */
export const kindsUsed = (criteria: Criteria): CriterionKind[] => {
  const chosen: Record<CriterionKind, number> = {
    applications: criteria.applicationIds.length + criteria.segmentGroupIds.length,
    identity: criteria.identity.idps.length,
    'trusted-networks': criteria.trustedNetworks.length,
    locations: criteria.locationIds.length,
    'client-types': criteria.clientTypes.length,
    platforms: criteria.platforms.length,
    'country-codes': criteria.countryCodes.length,
  }
  return criteriaOf.access.filter((kind) => chosen[kind] > 0)
}
