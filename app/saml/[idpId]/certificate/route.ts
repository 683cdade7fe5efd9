import { findSpCertificate } from '#lib/services/idps/index.ts'
import { documentHeaders, noSuchIdp } from '../documents.ts'

/** The service provider's certificate for one IdP, as a PEM file; `?id` names another than the one that signs. */
export async function GET(request: Request, context: { params: Promise<{ idpId: string }> }): Promise<Response> {
  const { idpId } = await context.params
  const pem = await findSpCertificate(idpId, new URL(request.url).searchParams.get('id') ?? undefined)
  if (pem === undefined) return noSuchIdp()
  return new Response(pem, {
    headers: documentHeaders('application/x-pem-file', `rollcall-${idpId}-certificate.pem`),
  })
}
