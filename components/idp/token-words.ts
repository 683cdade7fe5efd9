import type { IdpView } from '#lib/services/idps/index.ts'
import type { TokenKind } from './use-idp-form.ts'

/** What the two things that are entered in an IdP are called. */
export const tokenWords: Record<TokenKind, { title: string; word: string; generate: string }> = {
  bearer: { title: 'Bearer Token', word: 'token', generate: 'Generate New Token' },
  secret: { title: 'Client Secret', word: 'client secret', generate: 'Generate New Client Secret' },
}

/** What of an IdP's credentials still works, as it follows "With it go": `both bearer tokens and the client secret`. */
export function liveCredentials({ tokens, secrets }: Pick<IdpView, 'tokens' | 'secrets'>): string | undefined {
  const named = (list: IdpView['tokens'], word: string) => {
    const live = list.filter((each) => !each.isExpired).length
    return live === 0 ? [] : [live === 1 ? `the ${word}` : `${live === 2 ? 'both' : `all ${live}`} ${word}s`]
  }
  const parts = [...named(tokens, 'bearer token'), ...named(secrets, 'client secret')]
  return parts.length === 0 ? undefined : parts.join(' and ')
}
