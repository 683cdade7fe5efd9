/** Headers of what IdPs and administrators fetch here. With `fileName` it is saved rather than shown. */
export const documentHeaders = (type: string, fileName?: string): Record<string, string> => ({
  'Content-Type': type,
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  ...(fileName === undefined ? {} : { 'Content-Disposition': `attachment; filename="${fileName}"` }),
})

export const noSuchIdp = (): Response =>
  new Response('There is no IdP configuration with this id.\n', {
    status: 404,
    headers: documentHeaders('text/plain; charset=utf-8'),
  })
