import { answerNextApi } from '#lib/http/api.ts'

// server.ts answers /api/v1 itself; this is for hosts that run Next without it.
export const dynamic = 'force-dynamic'

export const GET = answerNextApi
export const POST = answerNextApi
export const PUT = answerNextApi
export const PATCH = answerNextApi
export const DELETE = answerNextApi
