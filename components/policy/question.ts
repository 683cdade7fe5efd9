import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import { clientTypes, platforms, type ClientType, type Platform } from '#lib/policy/rule.ts'
import { isCountryCode } from '#lib/policy/countries.ts'
import { parseAddress } from '#lib/policy/network.ts'
import { href } from '#lib/table/href.ts'

/** What the Simulator is asked, as its form and its address have it; empty: not known. */
export type Question = Record<
  'idp' | 'user' | 'application' | 'destination' | 'protocol' | 'client' | 'platform' | 'country' | 'address',
  string
>

const fields = [
  'idp',
  'user',
  'application',
  'destination',
  'protocol',
  'client',
  'platform',
  'country',
  'address',
] as const satisfies readonly (keyof Question)[]

export const readQuestion = (parameters: Readonly<Record<string, string | string[] | undefined>>): Question =>
  Object.fromEntries(
    fields.map((field) => {
      const value = parameters[field]
      return [field, (typeof value === 'string' ? value : '').slice(0, 512)]
    }),
  ) as Question

/** The address that asks it again. */
export const questionHref = (question: Question): string => href('/policy/simulator', question)

/** A question as a request to decide, or what is missing or wrong, by field. Empty until a user is named. */
export type ReadRequest =
  { request: PolicyRequest; problems?: never } | { request?: never; problems: Partial<Question> }

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
  if (question.user.trim() === '') problems.user = 'User: enter a user name, such as dana@example.com.'
  if (destination === undefined || Object.keys(problems).length > 0) return { problems }
  return {
    request: {
      destination,
      clientType: question.client in clientTypes ? (question.client as ClientType) : undefined,
      platform: question.platform in platforms ? (question.platform as Platform) : undefined,
      countryCode: country || undefined,
      address: address || undefined,
    },
  }
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
