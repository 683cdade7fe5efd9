import { isNotNull, sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/** What the IdPs push. Every key is led by `idp_id`: one IdP never meets another's rows, and it can be a distribution key. */
export const directoryTables = (k: Kit) => ({
  users: k.table(
    'users',
    {
      idpId: k.text('idp_id').notNull(),
      /** UUIDv7 of the moment of creation. */
      id: k.text('id').notNull(),
      userName: k.text('user_name').notNull(),
      /** `…Key` columns: folded by NFKC and lower case (lib/scim/fold.ts), what is compared and ordered. */
      userNameKey: k.text('user_name_key').notNull(),
      externalId: k.text('external_id'),
      active: k.flag('active').notNull(),
      displayName: k.text('display_name'),
      displayNameKey: k.text('display_name_key'),
      givenName: k.text('given_name'),
      familyName: k.text('family_name'),
      formattedName: k.text('formatted_name'),
      nickName: k.text('nick_name'),
      title: k.text('title'),
      titleKey: k.text('title_key'),
      userType: k.text('user_type'),
      costCenter: k.text('cost_center'),
      department: k.text('department'),
      departmentKey: k.text('department_key'),
      division: k.text('division'),
      organization: k.text('organization'),
      /** userName is outside the IdP's Authentication Domains. */
      isForeignDomain: k.flag('is_foreign_domain').notNull(),
      /** The SCIM document as JSON text, without id, meta and groups (lib/scim/resource.ts). */
      document: k.text('document').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    // Indexes of what may be missing leave the rows without it out: an index touched is a page written.
    (t) => [
      k.primaryKey({ columns: [t.idpId, t.id] }),
      k.uniqueIndex('users_user_name').on(t.idpId, t.userNameKey),
      k.index('users_external_id').on(t.idpId, t.externalId).where(isNotNull(t.externalId)),
      k.index('users_display_name').on(t.idpId, t.displayNameKey).where(isNotNull(t.displayNameKey)),
      k.index('users_department').on(t.idpId, t.departmentKey).where(isNotNull(t.departmentKey)),
      k.index('users_title').on(t.idpId, t.titleKey).where(isNotNull(t.titleKey)),
      k.index('users_updated').on(t.idpId, t.updatedAt, t.id),
    ],
  ),
  userEmails: k.table(
    'user_emails',
    {
      idpId: k.text('idp_id').notNull(),
      userId: k.text('user_id').notNull(),
      position: k.whole('position').notNull(),
      valueKey: k.text('value_key').notNull(),
      /** Lower case, or null. */
      type: k.text('type'),
      isPrimary: k.flag('is_primary').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.idpId, t.userId, t.position] }),
      k.index('user_emails_value').on(t.idpId, t.valueKey),
    ],
  ),
  groups: k.table(
    'groups',
    {
      idpId: k.text('idp_id').notNull(),
      id: k.text('id').notNull(),
      displayName: k.text('display_name').notNull(),
      displayNameKey: k.text('display_name_key').notNull(),
      externalId: k.text('external_id'),
      /** The SCIM document as JSON text, without id, meta and members. */
      document: k.text('document').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.idpId, t.id] }),
      k.uniqueIndex('groups_display_name').on(t.idpId, t.displayNameKey),
      k.index('groups_external_id').on(t.idpId, t.externalId).where(isNotNull(t.externalId)),
      k.index('groups_updated').on(t.idpId, t.updatedAt, t.id),
    ],
  ),
  /** A membership is a row, never a list inside a group's document. */
  members: k.table(
    'members',
    {
      idpId: k.text('idp_id').notNull(),
      groupId: k.text('group_id').notNull(),
      memberId: k.text('member_id').notNull(),
      type: k.text('type').$type<'User' | 'Group'>().notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.idpId, t.groupId, t.memberId] }),
      k.index('members_member').on(t.idpId, t.memberId, t.groupId),
      // Groups within groups are few: they are found without reading the hundred thousand users beside them.
      k
        .index('members_nested')
        .on(t.idpId, t.groupId)
        .where(sql`${t.type} = 'Group'`),
    ],
  ),
  /** Ids deleted here: group requests that still name one skip it instead of failing. */
  deletedResources: k.table(
    'deleted_resources',
    {
      idpId: k.text('idp_id').notNull(),
      id: k.text('id').notNull(),
      resourceType: k.text('resource_type').$type<'User' | 'Group'>().notNull(),
      name: k.text('name').notNull(),
      deletedAt: k.instant('deleted_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.id] })],
  ),
  /** Totals, as changes to add up: each is added in the transaction that causes it, on PostgreSQL as a row; a sweep folds them. */
  totals: k.table(
    'totals',
    {
      idpId: k.text('idp_id').notNull(),
      id: k.text('id').notNull(),
      users: k.whole('users').notNull(),
      activeUsers: k.whole('active_users').notNull(),
      groups: k.whole('groups').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.id] })],
  ),
})
