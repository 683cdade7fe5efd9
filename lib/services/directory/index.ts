export { listEditableMatching } from './bulk.ts'
export { changeDepartment, createDepartment, deleteDepartment } from './departments.ts'
export { limits, type NamedEntry, type UserEntry } from './entries.ts'
export { changeGroup, createGroup, deleteGroup } from './groups.ts'
export {
  changeUser,
  countEditable,
  createUser,
  deleteUsers,
  setUsersActive,
  type BulkResult,
  type UserPlace,
} from './users.ts'
export {
  findDepartmentDetail,
  findGroupDetail,
  findUserDetail,
  type DepartmentDetail,
  type GroupDetail,
  type UserDetail,
} from './view.ts'
