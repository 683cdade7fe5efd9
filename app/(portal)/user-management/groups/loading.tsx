import { DirectorySkeleton } from '#components/user-management/directory-skeleton.tsx'
import { directoryGroups } from '#lib/table/directory-groups.ts'

export default function Loading() {
  return <DirectorySkeleton definition={directoryGroups} />
}
