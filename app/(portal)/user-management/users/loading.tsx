import { DirectorySkeleton } from '#components/user-management/directory-skeleton.tsx'
import { directoryUsers } from '#lib/table/directory-users.ts'

export default function Loading() {
  return <DirectorySkeleton definition={directoryUsers} />
}
