import type { UserEmailRow, UserRow } from './users.ts'
import { fold } from '#lib/scim/fold.ts'
import type { UserColumns, UserDocument } from '#lib/scim/resource.ts'

type Identity = Pick<UserRow, 'idpId' | 'id' | 'version' | 'createdAt' | 'updatedAt'> & { isForeign: boolean }

/** The row of a document: its columns, the keys that are compared, and the text. */
export function userRow(document: UserDocument, columns: UserColumns, { isForeign, ...identity }: Identity): UserRow {
  return {
    idpId: identity.idpId,
    id: identity.id,
    userName: columns.userName,
    userNameKey: fold(columns.userName),
    externalId: columns.externalId,
    active: columns.active,
    displayName: columns.displayName,
    displayNameKey: key(columns.displayName),
    givenName: columns.givenName,
    familyName: columns.familyName,
    formattedName: columns.formattedName,
    nickName: columns.nickName,
    title: columns.title,
    titleKey: key(columns.title),
    userType: columns.userType,
    costCenter: columns.costCenter,
    department: columns.department,
    departmentKey: key(columns.department),
    division: columns.division,
    organization: columns.organization,
    isForeignDomain: isForeign,
    document: JSON.stringify(document),
    version: identity.version,
    createdAt: identity.createdAt,
    updatedAt: identity.updatedAt,
  }
}

export const emailRows = ({ idpId, id }: Pick<UserRow, 'idpId' | 'id'>, { emails }: UserColumns): UserEmailRow[] =>
  emails.map((email, position) => ({
    idpId,
    userId: id,
    position,
    valueKey: fold(email.value),
    type: key(email.type),
    isPrimary: email.primary,
  }))

const key = (text: string | null): string | null => (text === null ? null : fold(text))
