import type { Exemption } from '../exemptions/entry.ts'
import type { Destination } from './destination.ts'

/**
 * Whether an Exempted URL holds for what was asked for. Here the path of an https address is seen as well as that of http,
 * unlike in a PAC file; one that an application might read in another way than we do is not exempted by its path.
 */
export function isExempted(exemptions: readonly Exemption[], { host, path }: Destination): boolean {
  return exemptions.some((exemption) => {
    if (host !== exemption.host && !(exemption.isDomain && host.endsWith(`.${exemption.host}`))) return false
    if (exemption.path === '') return true
    const [plain = ''] = path.split('?', 1)
    if (isAmbiguous(plain)) return false
    return plain === exemption.path || plain.startsWith(`${exemption.path}/`)
  })
}

/** Encoded characters, segments that lead up, parameters and doubled or turned slashes. */
const isAmbiguous = (path: string): boolean => /%|;|\\|\/\/|\/\.{1,2}(\/|$)/.test(path)
