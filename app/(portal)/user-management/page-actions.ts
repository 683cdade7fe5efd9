import type { NamedActions, UserActions } from '#components/user-management/actions.ts'
import * as actions from './actions.ts'

/** The server actions as the components take them. */
export const userActions: UserActions = {
  listChoices: actions.listChoices,
  createUser: actions.createUser,
  changeUser: actions.changeUser,
  setUsersActive: actions.setUsersActive,
  setSelectedActive: actions.setSelectedActive,
  countSelected: actions.countSelected,
  deleteUser: actions.deleteUser,
  deleteSelected: actions.deleteSelected,
}

export const groupActions: NamedActions = {
  create: actions.createGroup,
  change: actions.changeGroup,
  remove: actions.deleteGroup,
}

export const departmentActions: NamedActions = {
  create: actions.createDepartment,
  change: actions.changeDepartment,
  remove: actions.deleteDepartment,
}
