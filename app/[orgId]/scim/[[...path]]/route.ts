import { answerNextScim } from '#lib/http/next-scim.ts'

export const dynamic = 'force-dynamic'

export {
  answerNextScim as GET,
  answerNextScim as HEAD,
  answerNextScim as POST,
  answerNextScim as PUT,
  answerNextScim as PATCH,
  answerNextScim as DELETE,
  answerNextScim as OPTIONS,
}
