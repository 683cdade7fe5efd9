import { listAsserted, listSessionMoments, type SessionMoment } from '#db/queries/impact-people.ts'
import type { Reader } from '#db/store.ts'
import type { SubjectNeeds } from '#lib/policy/impact.ts'

/** When somebody last signed in, and what the IdP asserted of them then, if that was asked for. */
export type LastSession = { userName: string; authenticatedAt: Date; saml: ReadonlyMap<string, readonly string[]> }

/** Finds the last session of each of these people, as subject.ts does for one. Answers by their place in the list. */
export async function lastSessions(
  q: Reader,
  idpId: string,
  people: readonly { id: string | undefined; userNameKey: string }[],
  needs: SubjectNeeds,
): Promise<Map<number, LastSession>> {
  const moments = await listSessionMoments(q, idpId, {
    userIds: people.flatMap(({ id }) => id ?? []),
    userNameKeys: people.map(({ userNameKey }) => userNameKey),
  })
  const byUser = new Map<string, SessionMoment>()
  const byName = new Map<string, SessionMoment>()
  for (const moment of moments) {
    if (moment.userId !== null) keepLater(byUser, moment.userId, moment)
    keepLater(byName, moment.userNameKey, moment)
  }
  const last = new Map<number, SessionMoment>()
  for (const [at, { id, userNameKey }] of people.entries()) {
    const found = later(id === undefined ? undefined : byUser.get(id), byName.get(userNameKey))
    if (found) last.set(at, found)
  }
  const isAsserted = needs.saml || people.some(({ id }) => id === undefined)
  const ids = isAsserted ? [...new Set([...last.values()].map(({ id }) => id))] : []
  const asserted = await listAsserted(q, ids)
  return new Map(
    [...last].map(([at, { id, createdAt, userNameKey }]) => {
      const said = asserted.get(id)
      const attributes = JSON.parse(said?.attributes ?? '{}') as Record<string, string[]>
      return [
        at,
        {
          userName: said?.userName ?? userNameKey,
          authenticatedAt: createdAt,
          saml: new Map(Object.entries(attributes)),
        },
      ]
    }),
  )
}

function keepLater(kept: Map<string, SessionMoment>, key: string, moment: SessionMoment): void {
  const found = later(kept.get(key), moment)
  if (found) kept.set(key, found)
}

function later(a: SessionMoment | undefined, b: SessionMoment | undefined): SessionMoment | undefined {
  if (!a || !b) return a ?? b
  const difference = a.createdAt.getTime() - b.createdAt.getTime()
  return difference > 0 || (difference === 0 && a.id > b.id) ? a : b
}
