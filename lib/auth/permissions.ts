export type Role = 'owner' | 'editor' | 'reader'

/** Whether IdPs and SCIM may be changed, or only looked at. */
export type ScimManagement = 'full' | 'read'

/**
 * What an administrator may do: look; change users, policies and settings; change IdPs and what SCIM does; change who
 * the administrators are.
 */
export type Permission = 'read' | 'configure' | 'provision' | 'administer'

/** What decides over an administrator's permissions. */
export type Grants = { readonly role: Role; readonly scimManagement: ScimManagement }

const granted: Record<Role, readonly Permission[]> = {
  owner: ['read', 'configure', 'provision', 'administer'],
  editor: ['read', 'configure'],
  reader: ['read'],
}

/** SCIM Management stands beside the role: a reader may have it in full, an editor may do without. */
export function isPermitted(who: Grants, permission: Permission): boolean
/** Where the role alone decides. */
export function isPermitted(role: Role, permission: Exclude<Permission, 'provision'>): boolean
export function isPermitted(who: Grants | Role, permission: Permission): boolean {
  if (typeof who === 'string') return granted[who].includes(permission)
  if (permission === 'provision' && who.scimManagement === 'full') return true
  return granted[who.role].includes(permission)
}
