import { SessionSkeleton } from '#components/user-sessions/session-skeleton.tsx'
import { userSessions } from '#lib/table/user-sessions.ts'

export default function Loading() {
  return <SessionSkeleton definition={userSessions} />
}
