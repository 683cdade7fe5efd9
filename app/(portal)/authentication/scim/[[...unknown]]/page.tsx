import { notFound } from 'next/navigation'
import { requireSession } from '#lib/auth/session.ts'

/** No page: said as everywhere in the portal, where the deprecated SCIM address `/{orgId}/scim` would answer otherwise. */
export default async function UnknownScimPage(): Promise<never> {
  await requireSession()
  notFound()
}
