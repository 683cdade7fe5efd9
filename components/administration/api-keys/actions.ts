import type { CreatedApiKey } from '#lib/services/api-keys/index.ts'
import type { TokenExpiry } from '#lib/services/idps/index.ts'
import type { ApiScope } from '#lib/table/api-scopes.ts'
import type { Answer } from '../answer.ts'

/** What an owner can do on the page; the server refuses everybody else. */
export type ApiKeyActions = {
  create: (input: { name: string; scopes: ApiScope[]; expires: TokenExpiry }) => Answer<CreatedApiKey>
  revoke: (input: { id: string }) => Answer<unknown>
}
