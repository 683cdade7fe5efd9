import { guideHref } from '#components/help/paths.ts'
import { groupPageHref, logHref, userPageHref } from '#components/scim/paths.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { searchGuides } from '#lib/services/help/index.ts'
import { findAnything, findEndpoints, type Finding } from '#lib/services/search/find-anything.ts'

/**
 * What the command menu finds: `GET /search?q=…` answers `{ findings: { kind, name, detail, href }[] }`, endpoints with
 * `copy` in place of `href`.
 */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Sign in to search.' }, { status: 401 })
  if (!isPermitted(session.administrator.role, 'read')) return Response.json({ findings: [] })
  const text = new URL(request.url).searchParams.get('q') ?? ''
  const findings = (await findAnything(text)).map((finding) => ({ ...finding, href: hrefOf(finding) }))
  const guides = (await searchGuides(text, { isStrict: true }))
    .slice(0, mostGuides)
    .map(({ slug, anchor, title, heading }) => ({
      kind: 'Guide',
      id: `${slug}#${anchor ?? ''}`,
      name: heading ?? title,
      ...(heading === undefined ? {} : { detail: title }),
      href: guideHref(slug, anchor),
    }))
  const endpoints = (await findEndpoints(text)).map(({ idpId, name, endpoint }) => ({
    kind: 'Endpoint',
    id: idpId,
    name,
    copy: endpoint,
  }))
  return Response.json(
    { findings: [...endpoints, ...findings, ...guides] },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}

/** The help itself has more. */
const mostGuides = 4

const hrefOf = ({ kind, idpId, id }: Finding): string => {
  switch (kind) {
    case 'IdP':
      return `/authentication/idp-configuration/${id}`
    case 'User':
      return userPageHref(idpId, id)
    case 'Group':
      return groupPageHref(idpId, id)
    case 'Log':
      return logHref(idpId, '', id)
  }
}
