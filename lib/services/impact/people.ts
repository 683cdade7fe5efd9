import type { IdpRow } from '#db/queries/idps.ts'
import {
  listBlockedIds,
  listPeople,
  listStrangers,
  listUserNameKeys,
  walkMemberships,
  type PersonRow,
} from '#db/queries/impact-people.ts'
import type { Reader } from '#db/store.ts'
import type { SubjectNeeds } from '#lib/policy/impact.ts'
import type { Subject } from '#lib/policy/policy-set.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { scimValues } from '../policy/subject.ts'
import { groupsLeadingTo } from './groups.ts'
import { lastSessions, type LastSession } from './sessions.ts'

/** Somebody of an IdP; `userId` is null for whoever signs in without the IdP having provisioned them. */
export type Person = { userId: string | null; userName: string; subject: Subject }

/** People in memory at a time: some milliseconds of work between two pauses. */
const AT_ONCE = 500

/** Everybody of an IdP, a page at a time, with what policies ask about them as far as `needs` names it. */
export async function* walkPeople(q: Reader, idp: IdpRow, needs: SubjectNeeds): AsyncGenerator<Person[]> {
  const leads = await groupsLeadingTo(q, idp.id, needs.groups)
  for (let after = '', isMore = true; isMore;) {
    const rows = await listPeople(q, idp.id, { after, limit: AT_ONCE, document: needs.attributes.size > 0 })
    if (rows.length > 0) yield await peopleOf(q, idp, rows, needs, leads)
    after = rows.at(-1)?.id ?? ''
    isMore = rows.length === AT_ONCE
  }
  if (needs.strangers) yield* walkStrangers(q, idp.id, needs)
}

const nothing: ReadonlyMap<string, readonly string[]> = new Map()
const noGroups: ReadonlySet<string> = new Set()
const noMemberships: ReadonlyMap<string, ReadonlySet<string>> = new Map()
const noSessions: ReadonlyMap<number, LastSession> = new Map()

async function peopleOf(
  q: Reader,
  idp: IdpRow,
  rows: readonly PersonRow[],
  needs: SubjectNeeds,
  leads: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Person[]> {
  const range = { from: rows[0]?.id ?? '', to: rows.at(-1)?.id ?? '' }
  const [groups, blocked, sessions] = await Promise.all([
    leads.size === 0 ? noMemberships : namedGroupsOf(q, idp.id, range, leads),
    listBlockedIds(q, idp.id, range),
    needs.saml || needs.authentication ? lastSessions(q, idp.id, rows, needs) : noSessions,
  ])
  return rows.map((row, at) => {
    const session = sessions.get(at)
    return {
      userId: row.id,
      userName: row.userName,
      subject: {
        idpId: idp.id,
        userName: row.userName,
        provisioned: row.active ? 'active' : 'inactive',
        block: blocked.has(row.id) ? { reason: '', by: '' } : null,
        scim: row.document === null ? nothing : scimValues(documentOf(row), idp, needs.attributes),
        groups: groups.get(row.id) ?? noGroups,
        saml: session?.saml,
        authenticatedAt: session?.authenticatedAt ?? null,
      },
    }
  })
}

const documentOf = ({ id, document }: PersonRow): JsonObject => ({
  ...(JSON.parse(document ?? '{}') as JsonObject),
  id,
})

/** The named groups that each user of the page is effectively in. */
async function namedGroupsOf(
  q: Reader,
  idpId: string,
  range: { from: string; to: string },
  leads: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for await (const memberships of walkMemberships(q, idpId, range)) {
    for (const { memberId, groupId } of memberships) {
      const to = leads.get(groupId)
      if (!to) continue
      const groups = found.get(memberId) ?? new Set()
      for (const id of to) groups.add(id)
      found.set(memberId, groups)
    }
  }
  return found
}

/** Where SCIM does not decide who is let in, also those who have signed in without being among the users. */
async function* walkStrangers(q: Reader, idpId: string, needs: SubjectNeeds): AsyncGenerator<Person[]> {
  for (let after = '', isMore = true; isMore;) {
    const keys = await listStrangers(q, idpId, { after, limit: AT_ONCE })
    const users = await listUserNameKeys(q, idpId, keys)
    const strangers = keys.flatMap((userNameKey) => (users.has(userNameKey) ? [] : [{ id: undefined, userNameKey }]))
    const sessions = await lastSessions(q, idpId, strangers, needs)
    const people = strangers.map(({ userNameKey }, at): Person => {
      const session = sessions.get(at)
      const userName = session?.userName ?? userNameKey
      return {
        userId: null,
        userName,
        subject: {
          idpId,
          userName,
          provisioned: 'absent',
          block: null,
          scim: nothing,
          groups: noGroups,
          saml: session?.saml,
          authenticatedAt: session?.authenticatedAt ?? null,
        },
      }
    })
    if (people.length > 0) yield people
    after = keys.at(-1) ?? ''
    isMore = keys.length === AT_ONCE
  }
}
