import { store } from '#db/index.ts'
import { findOrganisation } from '#db/queries/organisations.ts'
import { readPacFile } from '#lib/services/exemptions/exemption-of.ts'

/** The PAC file, `GET /pac/{organisationId}.pac`: browsers fetch it before anybody is signed in. It holds no secret. */
export async function GET(_request: Request, context: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await context.params
  const organisation = await findOrganisation(store().read)
  if (!organisation || file !== `${organisation.id}.pac`) return new Response('Not found', { status: 404 })
  return new Response(await readPacFile(), {
    headers: {
      'content-type': 'application/x-ns-proxy-autoconfig; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })
}
