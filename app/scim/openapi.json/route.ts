import { answerNextScim } from '#lib/http/next-scim.ts'

// server.ts answers /scim itself; this is for hosts that run Next without it.
export const dynamic = 'force-dynamic'

export const GET = answerNextScim
export const HEAD = answerNextScim
export const OPTIONS = answerNextScim
