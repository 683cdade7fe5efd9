import { fold } from '#lib/scim/fold.ts'

/** What of a user a column may hold. The first three say who is meant. */
export const matchedBy = ['userName', 'email', 'externalId'] as const
export type MatchedBy = (typeof matchedBy)[number]
export type Field = MatchedBy | 'active' | 'displayName' | 'givenName' | 'familyName' | 'department' | 'title'

/** The words that exports of Okta, Entra ID and others have for each, without case, blanks and punctuation. */
const words: Record<Field, readonly string[]> = {
  userName: ['username', 'login', 'userlogin', 'profilelogin', 'userprincipalname', 'upn', 'oktausername', 'userid'],
  email: ['email', 'mail', 'primaryemail', 'emailaddress', 'useremail', 'profileemail', 'workemail', 'emailsvalue'],
  externalId: ['externalid', 'id', 'objectid', 'oktaid', 'oktauserid', 'azureadobjectid', 'entraobjectid', 'userid'],
  active: ['active', 'status', 'userstatus', 'accountenabled', 'enabled', 'accountstatus'],
  displayName: ['displayname', 'fullname', 'name', 'userdisplayname'],
  givenName: ['givenname', 'firstname', 'userfirstname', 'profilefirstname'],
  familyName: ['familyname', 'lastname', 'surname', 'userlastname', 'profilelastname'],
  department: ['department', 'userdepartment', 'profiledepartment'],
  title: ['title', 'jobtitle', 'usertitle', 'profiletitle'],
}

const plain = (label: string): string => fold(label).replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What a column that is called so may hold; `value`: of its first line, which tells a User ID from an id. */
function fieldOf(label: string, value: string): Field | undefined {
  const word = plain(label)
  const fields = (Object.keys(words) as Field[]).filter((field) => words[field].includes(word))
  return fields.length > 1 ? (value.includes('@') ? 'userName' : 'externalId') : fields[0]
}

export type Column = { index: number; label: string; field: Field | undefined }

/** The columns of a file, by its header and, where there is one, its first line. */
export const readColumns = (header: readonly string[], first: readonly string[] = []): Column[] =>
  header.map((label, index) => ({ index, label: label.trim(), field: fieldOf(label, first[index] ?? '') }))

/** The column that says who is meant, as far as its name tells. */
export function guessMatch(columns: readonly Column[]): { index: number; attribute: MatchedBy } | undefined {
  for (const attribute of matchedBy) {
    const column = columns.find(({ field }) => field === attribute)
    if (column) return { index: column.index, attribute }
  }
  return undefined
}

const inactive = new Set(
  'false no n 0 inactive disabled suspended deprovisioned deactivated blocked staged deleted'.split(' '),
)

/** Whether a cell says that somebody can sign in; undefined when it says nothing. */
export function readActive(cell: string): boolean | undefined {
  const word = plain(cell)
  return word === '' ? undefined : !inactive.has(word)
}
