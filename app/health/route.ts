import { checkHealth } from '#lib/services/health.ts'

// server.ts answers /health itself; this is for hosts that run Next without it.
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { status, body } = await checkHealth()
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}
