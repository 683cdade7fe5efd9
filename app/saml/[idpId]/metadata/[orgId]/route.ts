import { getOrganisation } from '#lib/services/idps/index.ts'
import { noSuchIdp } from '../../documents.ts'
import { GET as getMetadata } from '../route.ts'

/** The same metadata at the address that the Org-Specific Entity ID is. */
export async function GET(
  request: Request,
  context: { params: Promise<{ idpId: string; orgId: string }> },
): Promise<Response> {
  const { orgId } = await context.params
  return orgId === (await getOrganisation()).id ? getMetadata(request, context) : noSuchIdp()
}
