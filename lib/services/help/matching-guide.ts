import type { IdpView } from '../idps/index.ts'
import { listGuides } from './guides.ts'
import type { Guide } from './read-guide.ts'

/** The guide that helps with the page at `path`: of those that name it, or a page above it, the one that names it best. */
export function matchingGuide(path: string): Guide | undefined {
  const parts = partsOf(path)
  const candidates = listGuides().flatMap((guide) =>
    guide.pages.flatMap((page) => (isAbove(partsOf(page), parts) ? [{ guide, length: partsOf(page).length }] : [])),
  )
  return candidates.sort((a, b) => b.length - a.length)[0]?.guide
}

/** The overview is above nothing. */
const isAbove = (page: readonly string[], path: readonly string[]): boolean =>
  page.length === 0
    ? path.length === 0
    : page.every((part, i) => part === path[i] || (part === '*' && path[i] !== undefined))

const partsOf = (path: string): string[] => path.split('/').filter(Boolean)

/** Signs of an IdP in its name, its entity ID and its addresses. */
const signs: readonly (readonly [slug: string, sign: RegExp])[] = [
  ['okta-zpa', /okta/],
  ['entra-id', /entra|azure|sts\.windows\.net|microsoftonline/],
  ['pingfederate', /ping ?federate|pingone|pingidentity|\bping\b/],
  ['sailpoint', /sail ?point|identitynow/],
]

/** The guide by which this IdP is probably connected, of those that tell how one is. */
export function guideOfIdp(idp: Pick<IdpView, 'name' | 'idpEntityId' | 'singleSignOnUrl' | 'metadataUrl'>): string {
  const told = [idp.idpEntityId, idp.singleSignOnUrl, idp.metadataUrl, idp.name.replaceAll(/[-_]/g, ' ')]
    .join(' ')
    .toLowerCase()
  return signs.find(([, sign]) => sign.test(told))?.[0] ?? 'custom-client'
}
