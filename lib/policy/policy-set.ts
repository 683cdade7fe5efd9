import type { ClientType, Platform, Policy, Rule } from './rule.ts'

/** An application segment: some hosts on some ports. */
export type Application = {
  id: string
  name: string
  isEnabled: boolean
  /** Lower case, punycode; `*.` before one stands for all hosts below it, `*` alone for every host. */
  domains: readonly string[]
  ports: readonly PortRange[]
  segmentGroupId: string | null
}
export type PortRange = { protocol: 'tcp' | 'udp'; from: number; to: number }

/** What policies need to know of an IdP. */
export type PolicyIdp = {
  id: string
  name: string
  isEnabled: boolean
  /** SAML Attributes for Policy. */
  usesSaml: boolean
  /** SCIM Sync: only users whom SCIM has brought, and has active, are let in. */
  isScimSynced: boolean
  /** SCIM Attributes for Policy, with SCIM Sync. */
  usesScim: boolean
  /** First enabling of SCIM Attributes for Policy; null: never was. */
  scimSince: Date | null
}

export type PolicyLocation = { id: string; name: string; parentId: string | null; ranges: readonly string[] }

/** Everything that decisions are made by, as it is at one moment. */
export type PolicySet = {
  /** In Rule Order; default rules may stand anywhere. */
  rules: Readonly<Record<Policy, readonly Rule[]>>
  applications: readonly Application[]
  segmentGroups: readonly { id: string; name: string; isEnabled: boolean }[]
  idps: readonly PolicyIdp[]
  /** `attribute`: its Name in assertions. */
  samlAttributes: readonly { id: string; idpId: string; name: string; attribute: string }[]
  /** The SCIM groups that rules name, those that are still there. */
  groups: readonly { id: string; idpId: string; name: string }[]
  locations: readonly PolicyLocation[]
}

/** The user of a decision. */
export type Subject = {
  /** Nobody has signed in. What is asked of users is not known then; nothing else below says anything. */
  isAnonymous?: boolean
  idpId: string
  userName: string
  /** As SCIM has them; where the IdP is not synced, whatever it is decides nothing. */
  provisioned: 'active' | 'inactive' | 'absent'
  /** Why an administrator blocks them; null: nobody does. */
  block: { reason: string; by: string } | null
  /** Values by the path of the SCIM attribute, folded (lib/scim/fold.ts). */
  scim: ReadonlyMap<string, readonly string[]>
  /** The ids of all groups they are in, directly or through others. */
  groups: ReadonlySet<string>
  /** Values by the attribute's Name in the last assertion; undefined: there is none. */
  saml: ReadonlyMap<string, readonly string[]> | undefined
  /** When they last signed in through the IdP; null: never. */
  authenticatedAt: Date | null
}

/** What a decision is asked about. What is undefined is not known, and never helps a rule that allows. */
export type PolicyRequest = {
  destination: { applicationId: string } | { host: string; port: number; protocol: 'tcp' | 'udp' }
  clientType: ClientType | undefined
  platform: Platform | undefined
  /** ISO 3166-1 alpha-2, upper case. */
  countryCode: string | undefined
  /** IPv4 or IPv6. */
  address: string | undefined
}
