import { newId } from '#db/ids.ts'
import { putAnnotation } from '#db/queries/annotations.ts'
import { insertUserIfFree } from '#db/queries/hold-user.ts'
import { listDomains } from '#db/queries/tokens.ts'
import { userRow } from '#db/queries/user-row.ts'
import { lockUser, updateUser, type ServedUser, type UserRow } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import { ENTERPRISE_URN } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import { isJsonObject, type JsonObject } from '#lib/scim/json.ts'
import { readUser, userColumns, type UserDocument } from '#lib/scim/resource.ts'
import type { AdmittingIdp } from './admit-user.ts'
import type { AssertedPerson } from './asserted.ts'

type Said = Pick<AssertedPerson, 'displayName' | 'department'>

/** Whether the user's document says already what the assertion says. */
export function isSaid(before: JsonObject, { displayName, department }: Said): boolean {
  const columns = userColumns(before)
  return (
    (displayName === undefined || displayName === columns.displayName) &&
    (department === undefined || department === columns.department)
  )
}

/** The user's document with what the assertion says; everything else of it stays, its userName too. */
export function documentOf(before: JsonObject | undefined, loginName: string, said: Said): UserDocument {
  const { schemas: _schemas, [ENTERPRISE_URN]: enterprise, ...rest } = before ?? { userName: loginName, active: true }
  const { department, ...others } = isJsonObject(enterprise) ? enterprise : ({} as JsonObject)
  const names = said.department === undefined ? department : (said.department ?? undefined)
  const inEnterprise: JsonObject = { ...others, ...(names === undefined ? {} : { department: names }) }
  return readUser({
    ...rest,
    ...(said.displayName === undefined ? {} : { displayName: said.displayName }),
    ...(Object.keys(inEnterprise).length === 0 ? {} : { [ENTERPRISE_URN]: inEnterprise }),
  })
}

/** Makes the user, unless somebody of this name came at this moment. */
export async function insertPerson(
  tx: Writer,
  idp: AdmittingIdp,
  document: UserDocument,
  at: Date,
): Promise<UserRow | undefined> {
  const columns = userColumns(document)
  const row = userRow(document, columns, {
    idpId: idp.id,
    id: newId(at),
    version: 1,
    createdAt: at,
    updatedAt: at,
    isForeign: await isOutside(tx, idp, columns.userName),
  })
  if (!(await insertUserIfFree(tx, row))) return undefined
  await putAnnotation(tx, { idpId: idp.id, id: row.id, source: 'saml', comments: '' })
  return row
}

/** Makes the user what the document says, unless somebody changed them since they were `seen`. */
export async function updatePerson(
  tx: Writer,
  idpId: string,
  seen: ServedUser,
  document: UserDocument,
  at: Date,
): Promise<UserRow | undefined> {
  const row = await lockUser(tx, idpId, seen.id)
  if (row?.version !== seen.version) return undefined
  const after = userRow(document, userColumns(document), {
    ...row,
    version: row.version + 1,
    updatedAt: at,
    isForeign: row.isForeignDomain,
  })
  // A user's groups are no part of the user: joining some changes the groups alone.
  if (after.document === row.document) return row
  await updateUser(tx, row, after)
  return after
}

/** Whether the name lies outside the IdP's Authentication Domains; with arbitrary ones, or none, there is no outside. */
async function isOutside(tx: Writer, idp: AdmittingIdp, userName: string): Promise<boolean> {
  if (idp.usesArbitraryDomains) return false
  const domains = await listDomains(tx, idp.id)
  const name = fold(userName)
  return domains.length > 0 && !(name.includes('@') && domains.includes(name.slice(name.lastIndexOf('@') + 1)))
}
