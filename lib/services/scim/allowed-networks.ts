import ipaddr from 'ipaddr.js'

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Lists as read, by their text: a token's list is asked for with every request and hardly ever changes. */
const read = new Map<string, Range[]>()

/** Whether `address` lies in one of the CIDR ranges, which spaces separate. What is no address lies in none. */
export function isAllowedFrom(networks: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 caller on a socket that listens on IPv6 is an IPv4 caller.
  const caller = ipaddr.process(address)
  return rangesOf(networks).some(([first, bits]) => caller.kind() === first.kind() && caller.match(first, bits))
}

function rangesOf(networks: string): Range[] {
  const known = read.get(networks)
  if (known) return known
  if (read.size >= 1_000) read.clear()
  const ranges = networks.split(' ').map((network) => ipaddr.parseCIDR(network))
  read.set(networks, ranges)
  return ranges
}
