import type { IdpView } from '../idps/index.ts'
import { type GuideContent, guideOfIdp, idpGuides, openGuide } from './index.ts'

/** A guide that may stand beside the form of an IdP, as one chooses among them. */
export type GuideChoices = readonly { slug: string; label: string }[]

const ofAdministrators = { slug: 'administrator-sso', label: 'Administrators’ sign-in' }

/** The guide beside the form of `idp`, or of a new one: the one that was asked for, else the one that fits it. */
export async function guideBeside(
  idp: IdpView | undefined,
  asked: unknown,
): Promise<{ guide: GuideContent; choices: GuideChoices }> {
  const choices = [...idpGuides(), ofAdministrators]
  const fitting = idp?.singleSignOn === 'admin' ? ofAdministrators.slug : idp ? guideOfIdp(idp) : choices[0]?.slug
  const slug = choices.find((choice) => choice.slug === asked)?.slug ?? fitting ?? ofAdministrators.slug
  const guide = await openGuide(slug, idp)
  if (!guide) throw new Error(`There is no guide ${slug}.`)
  return { guide, choices }
}
