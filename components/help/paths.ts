import { href } from '#lib/table/href.ts'

/** A guide as a page of its own, perhaps at one of its headings, perhaps with the values of an IdP. */
export const guideHref = (slug: string, anchor?: string, idp?: string): string =>
  `${href(`/help/${slug}`, { idp })}${anchor === undefined || anchor === '' ? '' : `#${anchor}`}`

/** A heading’s id. A guide may be on a page and beside it at the same time, and ids are there once. */
export const guideAnchor = (place: 'page' | 'panel' | 'beside', anchor: string): string =>
  place === 'page' ? anchor : `${place}-${anchor}`

const address = /^\/help\/([a-z0-9-]+)(?:\?[^#]*)?(?:#(.*))?$/

/** The guide that an address of this portal opens; undefined for any other. */
export const guideAt = (href: string): { slug: string; anchor?: string } | undefined => {
  const [, slug, anchor] = address.exec(href) ?? []
  if (slug === undefined || others.includes(slug)) return undefined
  return { slug, ...(anchor === undefined ? {} : { anchor }) }
}

/** Pages below `/help` that are no guides. */
const others = ['content', 'search', 'scim-api']

const idpPage = /^\/authentication\/idp-configuration\/(\d+)(?:\/|$)/

/** The IdP that a page is about, by its address: whose values a guide beside it has. */
export const idpOf = (pathname: string, search: { get(name: string): string | null }): string | undefined =>
  idpPage.exec(pathname)?.[1] ?? search.get('idp') ?? undefined
