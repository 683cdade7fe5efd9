import type { Application, PolicyRequest } from './policy-set.ts'

type Destination = PolicyRequest['destination']
/** `domain`: the most specific one that stands for the host, whether or not a segment with it has the port. */
export type Found = { application: Application | undefined; domain: string | undefined }

/**
 * Finds the most specific segment that a destination lies in: the one with the host itself, else with the longest `*.`
 * above it, else with `*`. That domain settles it: where its segments do not have the port, no wider one is asked. Of
 * several with domain and port, the one with the narrowest range of ports counts, then the one that stands first.
 */
export function segmentFinder(applications: readonly Application[]): (destination: Destination) => Found {
  const enabled = applications.filter((application) => application.isEnabled)
  const byId = new Map(enabled.map((application) => [application.id, application]))
  const byDomain = new Map<string, Application[]>()
  for (const application of enabled) {
    for (const domain of new Set(application.domains)) {
      const having = byDomain.get(domain)
      if (having) having.push(application)
      else byDomain.set(domain, [application])
    }
  }
  return (destination) => {
    if ('applicationId' in destination) {
      return { application: byId.get(destination.applicationId), domain: undefined }
    }
    const host = destination.host.toLowerCase().replace(/\.$/, '')
    const domain = byDomain.has(host) ? host : wildcardsOf(host).find((each) => byDomain.has(each))
    const application = domain === undefined ? undefined : narrowest(byDomain.get(domain) ?? [], destination)
    return { application, domain }
  }
}

/** The wildcards that a host stands under, the most specific first. */
function wildcardsOf(host: string): string[] {
  const found: string[] = []
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) found.push(`*${host.slice(dot)}`)
  found.push('*')
  return found
}

function narrowest(
  applications: readonly Application[],
  { port, protocol }: { port: number; protocol: 'tcp' | 'udp' },
): Application | undefined {
  let best: Application | undefined
  let width = Infinity
  for (const application of applications) {
    for (const range of application.ports) {
      if (range.protocol !== protocol || port < range.from || port > range.to) continue
      if (range.to - range.from < width) [best, width] = [application, range.to - range.from]
    }
  }
  return best
}
