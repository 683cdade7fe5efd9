import ipaddr from 'ipaddr.js'
import { isIP } from 'node:net'
import { AppError } from '#lib/errors.ts'

const maximumNetworks = 50

/**
 * Allowed networks as stored: CIDR ranges, each by its first address and once, in the order given; an address alone is a
 * range of one. Throws `AppError` `invalid` for field `allowedNetworks`, naming the entry.
 */
export function readNetworks(entries: readonly string[]): string[] {
  const networks = new Set(
    entries
      .flatMap((entry) => entry.split(/[\s,;]+/))
      .filter((entry) => entry !== '')
      .map(readNetwork),
  )
  if (networks.size > maximumNetworks) {
    throw invalid(`Allowed networks: up to ${maximumNetworks} ranges are accepted.`)
  }
  return [...networks]
}

/** One of them. */
export function readNetwork(entry: string): string {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  const widest = family === 4 ? 32 : 128
  const length = bits === undefined ? widest : Number(bits)
  // What isIP refuses (leading zeros, zones) means different things to different products.
  const isRange =
    family !== 0 && !address.includes('%') && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
  if (!isRange || length > widest) {
    throw invalid(
      `Allowed networks: “${entry.slice(0, 60)}” is not a network. Enter an address or a CIDR range, such as 203.0.113.0/24 or 2001:db8::/32.`,
    )
  }
  if (family === 4) return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`).toString()}/${length}`
  const six = ipaddr.IPv6.parse(address)
  // Callers of such a range are told by their IPv4 addresses.
  if (six.isIPv4MappedAddress() && length >= 96) {
    return readNetwork(`${six.toIPv4Address().toString()}/${length - 96}`)
  }
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`).toString()}/${length}`
}

const invalid = (message: string) => new AppError('invalid', message, { field: 'allowedNetworks' })
