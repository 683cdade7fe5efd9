import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { listLocations, type LocationWithRanges } from '#db/queries/locations.ts'
import type { CompiledSet } from '#lib/policy/compile.ts'
import { contains, parseAddress, parseNetwork, type Network } from '#lib/policy/network.ts'
import { authenticationSettings, type AuthenticationSettings } from '../authentication-settings/settings.ts'
import { asPublished } from '../configuration/as-published.ts'
import { parseExemptedUrl, type Exemption } from '../exemptions/entry.ts'
import { compiledPolicies } from '../policy/load.ts'
import { believed } from './believed.ts'

/** What is published, as far as requests to applications are judged by it. */
export type World = {
  readonly policies: CompiledSet
  readonly settings: AuthenticationSettings
  readonly exemptions: readonly Exemption[]
  /** Whether whoever comes from there has to sign in; undefined for an address of no location. */
  isEnforcedAt(address: string): boolean | undefined
}

const load = believed(async (q): Promise<World> => {
  const [policies, settings, urls, locations] = await asPublished(q, () =>
    Promise.all([compiledPolicies(q), authenticationSettings(q), listExemptedUrls(q), listLocations(q)]),
  )
  const places = locations.map(placeOf)
  return {
    policies,
    settings,
    exemptions: urls.map(({ url }) => parseExemptedUrl(url)),
    isEnforcedAt: (address) => isEnforcedAt(places, address),
  }
})

/** A promise only while it is read. */
export function currentWorld(): World | Promise<World> {
  const world = load('')
  return world instanceof Promise ? world.then(read) : world
}

function read(world: World | undefined): World {
  if (!world) throw new Error('What is published was not read.')
  return world
}

type Place = { location: LocationWithRanges; networks: readonly Network[] }

const placeOf = (location: LocationWithRanges): Place => ({
  location,
  networks: location.ranges.flatMap((range) => parseNetwork(range) ?? []),
})

/** The sublocation before its location. */
function isEnforcedAt(places: readonly Place[], text: string): boolean | undefined {
  if (places.length === 0) return undefined
  const address = parseAddress(text)
  if (!address) return undefined
  const holding = places.filter(({ networks }) => networks.some((network) => contains(network, address)))
  const found = holding.find(({ location }) => location.parentId !== null) ?? holding[0]
  return found?.location.enforcesAuthentication
}
