import { SessionSkeleton } from '#components/user-sessions/session-skeleton.tsx'
import { notProvisioned } from '#lib/table/not-provisioned.ts'

export default function Loading() {
  return <SessionSkeleton definition={notProvisioned} />
}
