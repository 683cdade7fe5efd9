export { admitUser, type Admission, type AdmissionRefusal, type AdmittingIdp, type Arrival } from './admit-user.ts'
export { openBounds } from './open-sessions.ts'
export {
  revokeMatchingSessions,
  revokeSessionsOfIdp,
  revokeSessionsOfUser,
  revokeUserSession,
  revokeUserSessions,
  type SessionUser,
} from './revoke-sessions.ts'
export { sweepSignIns } from './sweep-sign-ins.ts'
