import { SessionSkeleton } from '#components/user-sessions/session-skeleton.tsx'
import { signInLog } from '#lib/table/sign-in-log.ts'

export default function Loading() {
  return <SessionSkeleton definition={signInLog} />
}
