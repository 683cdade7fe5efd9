import { store } from '#db/index.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { edited } from '../configuration/index.ts'
import { findIdpView } from '../idps/index.ts'
import { findGuide } from './guides.ts'
import { fillFor, type GuideContent, type GuideEntry, type GuideGroup, tableOfGuides } from './index.ts'
import { guideOfIdp, matchingGuide } from './matching-guide.ts'

/** What the help panel shows. */
export type HelpAnswer = {
  /** The guide that was asked for, or that matches the page; undefined when there is none. */
  guide?: GuideContent
  /** How the IdP of the page is connected. */
  connecting?: GuideEntry
  /** Whose values the guide may have instead, by name. None where it says the same for all. */
  idps: { id: string; name: string }[]
  /** All guides, where there is none to show. */
  table?: GuideGroup[]
}

/** A guide by its name, or else the one that matches a page, with the values of an IdP. An id that is no IdP’s is ignored. */
export async function answerHelp(asked: { guide?: string; page?: string; idp?: string }): Promise<HelpAnswer> {
  const found =
    asked.guide === undefined
      ? asked.page === undefined
        ? undefined
        : matchingGuide(asked.page)
      : findGuide(asked.guide)
  if (!found) return { idps: [], table: tableOfGuides() }
  const idp = asked.idp === undefined ? undefined : await findIdpView(asked.idp)
  const guide = fillFor(found, idp)
  const own = idp && asked.guide === undefined ? findGuide(guideOfIdp(idp)) : undefined
  return {
    guide,
    ...(own ? { connecting: { slug: own.slug, title: own.title } } : {}),
    idps: guide.hasValues ? await listIdpNames() : [],
  }
}

/** Every IdP, also those whose set-up is paused. */
export const listIdpNames = async (): Promise<{ id: string; name: string }[]> =>
  (await listIdpRows(await edited(store().report)))
    .filter(({ status }) => status !== 'deleting')
    .map(({ id, name }) => ({ id, name }))
