import { domainToASCII } from 'node:url'
import type { PortRange } from '#lib/policy/policy-set.ts'
import { fold } from '#lib/scim/fold.ts'
import { invalid } from './gone.ts'

/** An application segment as a form describes it. */
export type ApplicationEntry = {
  name: string
  description: string
  isEnabled: boolean
  /** Hosts; `*.` before one stands for all hosts below it, `*` alone for every host. */
  domains: string[]
  /** Per protocol, ports and ranges separated by commas: `443, 8000-8080`. */
  tcpPorts: string
  udpPorts: string
  segmentGroupId: string | null
}

export type SegmentGroupEntry = { name: string; description: string; isEnabled: boolean }

/** Domains of one segment. */
const MOST_DOMAINS = 2_000
const MOST_RANGES = 100

export function readNamed<T extends { name: string; description: string }>(entry: T): T {
  const name = entry.name.trim().normalize('NFC')
  if (name === '') throw invalid('name', 'Name: enter a name.')
  if (name.length > 255) throw invalid('name', 'Name: up to 255 characters are accepted.')
  if (/[\p{Cc}\p{Cf}]/u.test(name)) throw invalid('name', 'Name: a character that does not show is not accepted.')
  if (entry.description.length > 4_000)
    throw invalid('description', 'Description: up to 4,000 characters are accepted.')
  return { ...entry, name, description: entry.description.trim() }
}

/** An entry as it is stored, domains in lower case and punycode. Throws `AppError` `invalid` at its field. */
export function readApplication(entry: ApplicationEntry): ApplicationEntry & { ports: PortRange[] } {
  const domains = [
    ...new Set(
      entry.domains
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .map(readDomain),
    ),
  ]
  if (domains.length === 0) throw invalid('domains', 'Domains: enter at least one host, such as wiki.example.com.')
  if (domains.length > MOST_DOMAINS) {
    throw invalid(
      'domains',
      `Domains: ${domains.length} are given; a segment takes ${MOST_DOMAINS.toLocaleString('en')}.`,
    )
  }
  const ports = [...readPorts(entry.tcpPorts, 'tcp'), ...readPorts(entry.udpPorts, 'udp')]
  if (ports.length === 0) throw invalid('tcpPorts', 'TCP Ports: enter at least one port, TCP or UDP, such as 443.')
  return { ...readNamed(entry), domains, ports }
}

/** Ports as a form shows them. */
export const portsText = (ports: readonly PortRange[], protocol: PortRange['protocol']): string =>
  ports
    .filter((range) => range.protocol === protocol)
    .map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
    .join(', ')

function readDomain(text: string): string {
  if (text === '*') return text
  const prefix = text.startsWith('*.') ? '*.' : ''
  const host = hostOf(text.slice(prefix.length), prefix !== '')
  if (host === undefined) {
    throw invalid('domains', `Domains: “${text}” is no host; wiki.example.com, *.example.com and * are accepted.`)
  }
  return prefix + host
}

/** A host or an IP address as destinations are compared with it; undefined for anything else. */
function hostOf(text: string, isBelow: boolean): string | undefined {
  const bare = fold(text.trim()).replace(/\.$/, '')
  // What an address has besides a host would be dropped without a word: 10.0.0.0/8 is no host.
  if (/[/?#@\\\s%]/.test(bare)) return undefined
  if (bare.includes(':')) return isBelow ? undefined : URL.parse(`http://[${bare}]`)?.hostname.slice(1, -1)
  const host = domainToASCII(bare)
  return host !== '' && host.length <= 253 && /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/.test(host) && !host.includes('..')
    ? host
    : undefined
}

function readPorts(text: string, protocol: PortRange['protocol']): PortRange[] {
  const field = `${protocol}Ports`
  const label = `${protocol.toUpperCase()} Ports`
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length > MOST_RANGES) throw invalid(field, `${label}: up to ${MOST_RANGES} ranges are accepted.`)
  return parts.map((part) => {
    const [, from = '', to = from] = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(part) ?? []
    const [first, last] = [Number(from), Number(to)]
    if (from === '' || first < 1 || last > 65_535 || first > last) {
      throw invalid(field, `${label}: “${part}” is no port; 443 and 8000-8080 are accepted, from 1 to 65535.`)
    }
    return { protocol, from: first, to: last }
  })
}
