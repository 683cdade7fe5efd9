import { idpFieldWords } from '#components/idp/field-words.ts'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'

type Kind = ChangeView['kind']

/** The kinds of things, in the order in which they are told. */
export const kindLabels: Readonly<Record<Kind, string>> = {
  idp: 'IdP Configuration',
  'saml-attribute': 'SAML Attributes',
  setting: 'Authentication Settings',
  policy: 'Policies',
  application: 'Applications',
  'segment-group': 'Segment Groups',
  location: 'Locations',
  'exempted-url': 'Exempted URLs',
}

export const changeLabels: Readonly<Record<ChangeView['change'], string>> = {
  create: 'Added',
  update: 'Changed',
  delete: 'Deleted',
}

export const policyLabels: Readonly<Record<string, string>> = {
  access: 'Access Policy',
  forwarding: 'Client Forwarding Policy',
  timeout: 'Timeout Policy',
}

/** The page on which a thing is edited. */
export const pageOfThing = ({ kind, id, policy }: Pick<ChangeView, 'kind' | 'id' | 'policy'>): string => {
  switch (kind) {
    case 'idp':
      return `/authentication/idp-configuration/${id}`
    case 'saml-attribute':
      return `/authentication/saml-attributes?row=${id}`
    case 'setting':
      return '/authentication/settings'
    case 'policy':
      return `/policy/${policy === 'forwarding' ? 'client-forwarding' : (policy ?? 'access')}?row=${id}`
    case 'application':
      return `/policy/applications?row=${id}`
    case 'segment-group':
      return `/policy/applications/segment-groups?row=${id}`
    case 'location':
      return `/policy/locations?row=${id}`
    case 'exempted-url':
      return '/administration/advanced-settings'
  }
}

const labels: Readonly<Record<string, string>> = {
  action: 'Rule Action',
  applications: 'Applications',
  identity: 'SAML and SCIM Attributes',
  'trusted-networks': 'Trusted Networks',
  locations: 'Locations',
  'client-types': 'Client Types',
  platforms: 'Platforms',
  'country-codes': 'Country Codes',
  position: 'Rule Order',
  isEnabled: 'Status',
  segmentGroupId: 'Segment Group',
  idpId: 'IdP',
  parentId: 'Location',
  samlAttribute: 'SAML Attribute',
  enforcesAuthentication: 'Enforce Authentication',
  authenticationType: 'Authentication Type',
  frequency: 'Authentication Frequency',
  frequencyDays: 'Days',
  primaryDomain: 'Primary Authentication Domain',
  secondaryDomains: 'Secondary Authentication Domains',
  sessionTimeoutMinutes: 'Admin Portal Session Timeout',
  enforcesSso: 'Enforce SSO',
  breakGlassId: 'Break-Glass Administrator',
  pacProxy: 'Proxy of the PAC file',
  ranges: 'IP Ranges',
  roles: 'Role Mapping',
  url: 'URL',
}

/** What a field of any kind of thing is called. */
export function fieldLabel(kind: string, field: string): string {
  const label = kind === 'idp' ? idpFieldWords(field).label : field
  return label === field ? (labels[field] ?? spelled(field)) : label
}

/** What a field is called, and a value of it told. */
export function lineWords(kind: Kind, field: string): { label: string; text: (value: unknown) => string } {
  if (kind === 'idp' && field !== 'certificates' && field !== 'roles') {
    const { label, text } = idpFieldWords(field)
    if (label !== field) return { label, text }
  }
  return {
    label: fieldLabel(kind, field),
    text: (value) => (field === 'isEnabled' ? (value === true ? 'Enabled' : 'Disabled') : asText(value)),
  }
}

/** `tcpPorts` as `Tcp ports`, `isDefault` as `Default`: for a field that has no name of its own here. */
const spelled = (field: string): string => {
  const words = field
    .replace(/^is(?=[A-Z])/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const asText = (value: unknown): string => {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'Enabled' : 'Disabled'
  if (typeof value === 'number') return value.toLocaleString('en')
  return Array.isArray(value) ? value.join('\n') : String(value)
}
