import type { SessionActions } from '#components/user-sessions/actions.ts'
import * as actions from './actions.ts'

/** The server actions as the components take them. */
export const sessionActions: SessionActions = {
  revoke: actions.revokeUserSession,
  revokeOfUser: actions.revokeSessionsOfUser,
  revokeOfIdp: actions.revokeSessionsOfIdp,
  revokeSelected: actions.revokeSelectedSessions,
}
