import { canonicalise, notAccepted, withSchemas } from './canonical.ts'
import { coreUrn, ENTERPRISE_URN, findAttribute, type Catalog, type ResourceType } from './catalog.ts'
import { invalidSyntax, invalidValue, invalidVers, show } from './errors.ts'
import { isJsonObject, own, setOwn, type JsonObject, type JsonValue } from './json.ts'
import { isOwnUrn, isVersion1Urn, lacksSchemas, readMemberList, wrapSingleValue } from './quirks.ts'

export { schemasOf } from './canonical.ts'
export { isJsonObject } from './json.ts'

/** What is stored of a user: canonical, with `schemas`, without id, meta, groups and password. */
export type UserDocument = JsonObject
/** What is stored of a group: canonical, with `schemas`, without id, meta and members. */
export type GroupDocument = JsonObject
export type MemberRef = { readonly value: string; readonly type?: 'User' | 'Group' }

/**
 * A user as a client sends it for POST or PUT, in canonical form. `active` is always there: `defaults.active` when the
 * client left it out, so that a PUT without it need not bring a leaver back.
 *
 * @throws ScimError 400
 */
export const readUser = (
  body: JsonValue,
  defaults: { readonly active: boolean } = { active: true },
  catalog?: Catalog,
): UserDocument => {
  const document = canonicalise('User', readBody('User', body), catalog)
  document.active ??= defaults.active
  checkUser(document)
  return withSchemas('User', document)
}

/** `members` is undefined when the client did not send any list; null is no list. @throws ScimError 400 */
export const readGroup = (body: JsonValue): { document: GroupDocument; members: MemberRef[] | undefined } => {
  const sent = readBody('Group', body)
  const rest: JsonObject = {}
  let members: MemberRef[] | undefined
  for (const key of Object.keys(sent)) {
    const value = sent[key] as JsonValue
    // 100,000 members are read by one loop of their own, not attribute by attribute.
    if (findAttribute('Group', key)?.path !== 'members') setOwn(rest, key, value)
    else if (value !== null) members = readMembers(value)
  }
  const document = canonicalise('Group', rest)
  checkGroup(document)
  return { document: withSchemas('Group', document), members }
}

/** Members as sent, each id once, in order. @throws ScimError 400 invalidValue for one without an id */
export const readMembers = (value: JsonValue): MemberRef[] => {
  const list = wrapSingleValue(readMemberList(value))
  if (!Array.isArray(list))
    throw notAccepted('members', value, 'a list of objects, each with the id of a member as "value"')
  const members = new Map<string, MemberRef>()
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as JsonValue
    const id = isJsonObject(item) ? readPart(item, 'value') : undefined
    if (typeof id !== 'string' || id === '') {
      throw invalidValue(
        `members[${i}] has no id · ${show(item)} · accepted: an object with the member's id as "value"`,
      )
    }
    if (members.has(id)) continue
    const type = readMemberType(readPart(item as JsonObject, 'type'))
    members.set(id, type === undefined ? { value: id } : { value: id, type })
  }
  return [...members.values()]
}

const readPart = (item: JsonObject, name: string): JsonValue | undefined => {
  if (Object.hasOwn(item, name)) return item[name]
  const key = Object.keys(item).find((key) => key.toLowerCase() === name)
  return key === undefined ? undefined : item[key]
}

const readMemberType = (type: JsonValue | undefined): MemberRef['type'] => {
  const lower = typeof type === 'string' ? type.toLowerCase() : ''
  return lower === 'user' ? 'User' : lower === 'group' ? 'Group' : undefined
}

const readBody = (type: ResourceType, body: JsonValue): JsonObject => {
  if (!isJsonObject(body))
    throw invalidSyntax(`The request body is not a ${type} · ${show(body)} · a JSON object is expected`)
  if (!lacksSchemas(body)) checkSchemas(type, readPart(body, 'schemas') as JsonValue)
  return body
}

const checkSchemas = (type: ResourceType, schemas: JsonValue): void => {
  const urns = typeof schemas === 'string' ? [schemas] : schemas
  if (!Array.isArray(urns) || !urns.every((urn) => typeof urn === 'string')) {
    throw invalidSyntax(`schemas is not a list of URNs · ${show(schemas)} · accepted: ["${coreUrn(type)}"]`)
  }
  if (urns.some((urn) => isOwnUrn(type, urn))) return
  const old = urns.find(isVersion1Urn)
  if (old !== undefined) {
    throw invalidVers(`SCIM 1.x is not supported · ${show(old)} · only SCIM 2.0 is, with "${coreUrn(type)}"`)
  }
  throw invalidValue(`schemas does not name the ${type} schema · ${show(urns)} · accepted: ["${coreUrn(type)}"]`)
}

/** What a user must have, whichever way it was made. @throws ScimError 400 invalidValue */
export const checkUser = (document: JsonObject): void => checkName('userName', own(document, 'userName'))

/** What a group must have. @throws ScimError 400 invalidValue */
export const checkGroup = (document: JsonObject): void => checkName('displayName', own(document, 'displayName'))

export const MAX_NAME_LENGTH = 1024

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

const checkName = (attribute: string, value: JsonValue | undefined): void => {
  if (typeof value !== 'string' || value.trim() === '') {
    const what = value === undefined ? 'it was not sent' : show(value)
    throw invalidValue(`${attribute} is required · ${what} · accepted: text of 1 to ${MAX_NAME_LENGTH} characters`)
  }
  if (value.length > MAX_NAME_LENGTH) {
    throw invalidValue(
      `${attribute} is too long · ${value.length} characters · at most ${MAX_NAME_LENGTH} are accepted`,
    )
  }
  if (CONTROL.test(value)) {
    throw invalidValue(
      `${attribute} holds a control character · ${show(value)} · accepted: text without line breaks or tabs`,
    )
  }
}

/** What the store keeps in columns; null when absent or not text. */
export type UserColumns = {
  userName: string
  externalId: string | null
  /** True unless the document says false. */
  active: boolean
  displayName: string | null
  givenName: string | null
  familyName: string | null
  formattedName: string | null
  nickName: string | null
  title: string | null
  userType: string | null
  costCenter: string | null
  department: string | null
  division: string | null
  organization: string | null
  emails: { value: string; type: string | null; primary: boolean }[]
}

export const userColumns = (document: UserDocument): UserColumns => {
  const name = part(document, 'name')
  const enterprise = part(document, ENTERPRISE_URN)
  return {
    userName: text(document, 'userName') ?? '',
    externalId: text(document, 'externalId'),
    active: own(document, 'active') !== false,
    displayName: text(document, 'displayName'),
    givenName: text(name, 'givenName'),
    familyName: text(name, 'familyName'),
    formattedName: text(name, 'formatted'),
    nickName: text(document, 'nickName'),
    title: text(document, 'title'),
    userType: text(document, 'userType'),
    costCenter: text(enterprise, 'costCenter'),
    department: text(enterprise, 'department'),
    division: text(enterprise, 'division'),
    organization: text(enterprise, 'organization'),
    emails: emailsOf(document),
  }
}

const emailsOf = (document: UserDocument): UserColumns['emails'] => {
  const emails = own(document, 'emails')
  if (!Array.isArray(emails)) return []
  return emails.flatMap((email) => {
    const value = isJsonObject(email) ? text(email, 'value') : null
    if (value === null || !isJsonObject(email)) return []
    return [{ value, type: text(email, 'type'), primary: own(email, 'primary') === true }]
  })
}

const EMPTY: JsonObject = {}

const part = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key)
  return isJsonObject(value) ? value : EMPTY
}

const text = (object: JsonObject, key: string): string | null => {
  const value = own(object, key)
  return typeof value === 'string' ? value : null
}
