import type { Root } from 'hast'
import { findIdpView, type IdpView } from '../idps/index.ts'
import { fillGuide, hasPlaceholders } from './fill-guide.ts'
import { findGuide, listGuides } from './guides.ts'
import { guideValues } from './placeholders.ts'
import { type Guide, guideGroups } from './read-guide.ts'

export { matchingGuide, guideOfIdp } from './matching-guide.ts'
export { type GuideFinding, searchGuides } from './search-guides.ts'

/** A guide as it is shown, with the values of an IdP in it. */
export type GuideContent = {
  slug: string
  title: string
  lastChecked: string
  /** Whether it says something else for each IdP. */
  hasValues: boolean
  /** Whose values it has. */
  idp?: { id: string; name: string }
  tree: Root
}

/** A line in a list of guides. */
export type GuideEntry = { slug: string; title: string }

export type GuideGroup = { label: string; guides: GuideEntry[] }

/** All guides, by group, and what else there is to read. */
export const tableOfGuides = (): GuideGroup[] => [
  ...Object.entries(guideGroups).map(([group, label]) => ({
    label,
    guides: listGuides()
      .filter((guide) => guide.group === group)
      .map(({ slug, title }) => ({ slug, title })),
  })),
  { label: 'Reference', guides: [{ slug: 'scim-api', title: 'SCIM API' }] },
]

/** The guides by which an IdP is connected, as one chooses among them. */
export const idpGuides = (): { slug: string; label: string }[] =>
  listGuides().flatMap(({ slug, idp }) => (idp === undefined ? [] : [{ slug, label: idp }]))

/** A guide with the values of `idp` in it, given or by its id; undefined when there is no such guide. An unknown id is none. */
export async function openGuide(slug: string, idp?: IdpView | string): Promise<GuideContent | undefined> {
  const guide = findGuide(slug)
  return guide && fillFor(guide, typeof idp === 'string' ? await findIdpView(idp) : idp)
}

/** `guide` as it is shown, with the values of `idp`. */
export function fillFor({ slug, title, lastChecked, tree }: Guide, idp: IdpView | undefined): GuideContent {
  return {
    slug,
    title,
    lastChecked,
    hasValues: hasPlaceholders(tree),
    ...(idp ? { idp: { id: idp.id, name: idp.name } } : {}),
    tree: fillGuide(tree, guideValues(idp)),
  }
}
