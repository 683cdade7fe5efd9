import type { TokenKind } from './use-idp-form.ts'

/** What the two things that are entered in an IdP are called. */
export const tokenWords: Record<TokenKind, { title: string; word: string; generate: string }> = {
  bearer: { title: 'Bearer Token', word: 'token', generate: 'Generate New Token' },
  secret: { title: 'Client Secret', word: 'client secret', generate: 'Generate New Client Secret' },
}
