import type { TokenExpiry, TokenLimits, TokenView } from '#lib/services/idps/index.ts'

/** What is typed of a token's limits. `date` counts for `date` alone; `kept` leaves the expiry as it is. */
export type LimitsDraft = { expires: Exclude<TokenExpiry, object> | 'date' | 'kept'; date: string; networks: string }

export const unlimited: LimitsDraft = { expires: 'never', date: '', networks: '' }

export const draftOf = (token: TokenView): LimitsDraft => ({
  expires: 'kept',
  date: '',
  networks: token.allowedNetworks.join('\n'),
})

const networksOf = (draft: LimitsDraft) => draft.networks.split('\n').filter((line) => line.trim() !== '')

/** A new token's limits as the service takes them. */
export const limitsOf = (draft: LimitsDraft): TokenLimits => ({
  expires: expiryOf(draft) ?? 'never',
  allowedNetworks: networksOf(draft),
})

/** A live token's limits as the service takes them. */
export const changeOf = (draft: LimitsDraft) => {
  const expires = expiryOf(draft)
  return { ...(expires === undefined ? {} : { expires }), allowedNetworks: networksOf(draft) }
}

const expiryOf = ({ expires, date }: LimitsDraft): TokenExpiry | undefined => {
  if (expires === 'kept') return undefined
  return expires === 'date' ? { date } : expires
}
