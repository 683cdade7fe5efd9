import { isCountryCode } from '#lib/policy/countries.ts'
import { parseAddress } from '#lib/policy/network.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import { clientTypes, platforms, type ClientType, type Item, type Platform } from '#lib/policy/rule.ts'
import { href } from '#lib/table/href.ts'

const fields = [
  'idp',
  /** `invented`: somebody made up, who `has` something; else whoever the IdP calls so. */
  'who',
  'user',
  /** Of somebody invented: what they have (`readItems`), and whether SCIM has them: empty, `inactive` or `absent`. */
  'has',
  'state',
  'application',
  'destination',
  'protocol',
  'client',
  'platform',
  'country',
  'address',
  /** ISO 8601, or empty: now. */
  'at',
  /** ISO 8601, `never`, or empty: as is known; of somebody invented, at that moment. */
  'signedIn',
  /** `draft`, or empty: what is published. */
  'set',
  /** `all`: every rule that was tried is shown. */
  'told',
] as const

/** What the Simulator is asked, as its form and its address have it; empty: not known. */
export type Question = Record<(typeof fields)[number], string>

export const readQuestion = (parameters: Readonly<Record<string, string | string[] | undefined>>): Question =>
  Object.fromEntries(
    fields.map((field) => {
      const value = parameters[field]
      return [field, (typeof value === 'string' ? value : '').slice(0, field === 'has' ? 8_000 : 512)]
    }),
  ) as Question

/** The address that asks it again. */
export const questionHref = (question: Question): string => href('/policy/simulator', question)

/** What somebody invented has, a line each: `group:id`, `scim:path=value`, `saml:id=value`, `any-saml`. */
export const writeItems = (items: readonly Item[]): string =>
  items
    .map((item) => {
      if (item.kind === 'any-saml') return 'any-saml'
      if (item.kind === 'scim-group') return `group:${item.groupId}`
      const value = item.value.replaceAll(/[\r\n]+/g, ' ')
      return item.kind === 'scim' ? `scim:${item.attribute}=${value}` : `saml:${item.attributeId}=${value}`
    })
    .join('\n')

export const readItems = (text: string): Item[] =>
  text.split('\n').flatMap((line): Item[] => {
    if (line === 'any-saml') return [{ kind: 'any-saml' }]
    const [, family, rest = ''] = /^(group|scim|saml):(.*)$/.exec(line) ?? []
    if (family === 'group') return [{ kind: 'scim-group', groupId: rest }]
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(rest) ?? []
    if (family === 'scim') return [{ kind: 'scim', attribute: name, value }]
    return family === 'saml' ? [{ kind: 'saml', attributeId: name, value }] : []
  })

/** A question as a request to decide and the times it is about, or what is missing or wrong, by field. */
export type ReadRequest =
  | {
      request: PolicyRequest
      /** Undefined: now. */
      at: Date | undefined
      /** Null: never. Undefined: as is known. */
      signedInAt: Date | null | undefined
      problems?: never
    }
  | { request?: never; problems: Partial<Question> }

export function readRequest(question: Question): ReadRequest {
  const problems: Partial<Question> = {}
  const destination = readDestination(question)
  if (destination === undefined) {
    problems.destination = 'Destination: enter a host, a host and port, or an address such as https://wiki.example.com.'
  }
  const address = question.address.trim()
  if (address !== '' && !parseAddress(address)) {
    problems.address = `IP Address: “${address}” is none; 192.0.2.7 and 2001:db8::7 are.`
  }
  const country = question.country.trim().toUpperCase()
  if (country !== '' && !isCountryCode(country)) {
    problems.country = `Country Code: there is no “${country}”; two letters such as DE are accepted.`
  }
  if (question.user.trim() === '' && question.who !== 'invented') {
    problems.user = 'User: enter a user name, such as dana@example.com.'
  }
  const at = readTime(question.at)
  const signedInAt = question.signedIn === 'never' ? null : readTime(question.signedIn)
  if (at === 'none') problems.at = 'Time: choose a day and a time.'
  if (signedInAt === 'none') problems.signedIn = 'Last sign-in: choose a day and a time.'
  const isReversed = signedInAt instanceof Date && signedInAt > (at instanceof Date ? at : new Date())
  if (isReversed) problems.signedIn = 'Last sign-in: it is after the time of the request.'
  const isWrong = Object.keys(problems).length > 0
  if (destination === undefined || at === 'none' || signedInAt === 'none' || isWrong) return { problems }
  return {
    request: {
      destination,
      clientType: question.client in clientTypes ? (question.client as ClientType) : undefined,
      platform: question.platform in platforms ? (question.platform as Platform) : undefined,
      countryCode: country || undefined,
      address: address || undefined,
    },
    at,
    signedInAt,
  }
}

/** `none`: it cannot be read. */
function readTime(text: string): Date | undefined | 'none' {
  if (text === '') return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? 'none' : time
}

function readDestination({ application, destination, protocol }: Question): PolicyRequest['destination'] | undefined {
  if (application !== '') return { applicationId: application }
  const text = destination.trim()
  const isUrl = /^https?:\/\//i.test(text)
  const url = URL.parse(isUrl ? text : `https://${text}`)
  if (text === '' || !url || url.hostname === '') return undefined
  const standard = url.protocol === 'http:' ? 80 : 443
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: url.port === '' ? standard : Number(url.port), protocol: protocol === 'udp' ? 'udp' : 'tcp' }
}
