import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { EntityGone } from '#components/scim/entity-gone.tsx'
import { GroupPage } from '#components/scim/group-page.tsx'
import { ScimDenied } from '#components/scim/scim-denied.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { store } from '#db/index.ts'
import { findIdpOfResource } from '#db/queries/find-resource.ts'
import { countEffectiveMembers } from '#db/queries/effective-members.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { requireSession } from '#lib/auth/session.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { formatCount } from '#lib/table/words.ts'
import { readGone } from '../../gone.ts'
import { textParameters } from '../../text-parameters.ts'
import { readGroupPage } from './view.ts'

export const metadata: Metadata = { title: 'SCIM Group' }

export default async function ScimGroupPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}) {
  const { administrator } = await requireSession()
  if (!isPermitted(administrator.role, 'read')) return <ScimDenied definition={scimGroups} />
  const [{ id: asked }, parameters] = await Promise.all([params, textParameters(searchParams)])
  const id = asked.toLowerCase()
  const q = store().report
  const idp = await findIdpOfResource(q, 'Group', id, parameters['idp'])
  if (!idp) notFound()
  const group = await readGroupPage(q, idp, id, parameters)
  if (!group) {
    const gone = await readGone(q, idp, 'Group', id, parameters)
    if (!gone) notFound()
    return <EntityGone gone={gone} />
  }
  // A group of a hundred thousand takes a while to count: the page does not wait for it.
  const counts = countEffectiveMembers(q, idp.id, [id]).then((found) => found.get(id) ?? { total: 0, active: 0 })
  return (
    <GroupPage
      group={group}
      total={<Counted count={counts.then(({ total }) => total)} />}
      active={<Counted count={counts.then(({ active }) => active)} />}
    />
  )
}

const Counted = ({ count }: { count: Promise<number> }) => (
  <Suspense fallback={<Skeleton className="inline-block h-4 w-12 align-middle" />}>
    <Figure count={count} />
  </Suspense>
)

const Figure = async ({ count }: { count: Promise<number> }) => formatCount(await count)
