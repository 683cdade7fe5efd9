import { DirectorySkeleton } from '#components/user-management/directory-skeleton.tsx'
import { directoryDepartments } from '#lib/table/directory-departments.ts'

export default function Loading() {
  return <DirectorySkeleton definition={directoryDepartments} />
}
