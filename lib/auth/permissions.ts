export type Role = 'owner' | 'editor' | 'reader'

/** What an administrator may do: look; change IdPs and policies; change who the administrators are. */
export type Permission = 'read' | 'configure' | 'administer'

const granted: Record<Role, readonly Permission[]> = {
  owner: ['read', 'configure', 'administer'],
  editor: ['read', 'configure'],
  reader: ['read'],
}

export const isPermitted = (role: Role, permission: Permission): boolean => granted[role].includes(permission)
