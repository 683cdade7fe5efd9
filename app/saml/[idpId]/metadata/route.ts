import { findSpDocuments } from '#lib/services/idps/index.ts'
import { documentHeaders, noSuchIdp } from '../documents.ts'

/** The service provider's metadata for one IdP, public as its keys are. `?download` offers it as a file. */
export async function GET(request: Request, context: { params: Promise<{ idpId: string }> }): Promise<Response> {
  const { idpId } = await context.params
  const documents = await findSpDocuments(idpId)
  if (!documents) return noSuchIdp()
  const isDownload = new URL(request.url).searchParams.has('download')
  return new Response(documents.metadataXml, {
    headers: documentHeaders(
      isDownload ? 'application/samlmetadata+xml; charset=utf-8' : 'application/xml; charset=utf-8',
      isDownload ? `rollcall-${idpId}-metadata.xml` : undefined,
    ),
  })
}
