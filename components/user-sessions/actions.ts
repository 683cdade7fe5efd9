import type { Answer } from '#components/idp/actions.ts'
import type { Selection } from '#components/table/use-selection.ts'
import type { SessionUser } from '#lib/services/sign-on-people/index.ts'

/** How many sessions were open and are ended now. */
export type Revoked = { revoked: number }

/** The server actions of User Sessions; pages hand them in to those who may use them. */
export type SessionActions = {
  revoke(input: { id: string }): Answer<Revoked>
  revokeOfUser(input: SessionUser): Answer<Revoked>
  revokeOfIdp(input: { idpId: string }): Answer<Revoked>
  revokeSelected(input: { selection: Selection }): Answer<Revoked>
}

export const sessionCount = (count: number): string => `${count.toLocaleString('en')} session${count === 1 ? '' : 's'}`
