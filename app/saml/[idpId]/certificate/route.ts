import { findSpDocuments } from '#lib/services/idps/index.ts'
import { documentHeaders, noSuchIdp } from '../documents.ts'

/** The service provider's certificate for one IdP, as a PEM file. */
export async function GET(_request: Request, context: { params: Promise<{ idpId: string }> }): Promise<Response> {
  const { idpId } = await context.params
  const documents = await findSpDocuments(idpId)
  if (!documents) return noSuchIdp()
  return new Response(documents.certificatePem, {
    headers: documentHeaders('application/x-pem-file', `rollcall-${idpId}-certificate.pem`),
  })
}
