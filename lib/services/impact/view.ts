import { findLastImpactRun, listImpactChanges, type ImpactRunRow } from '#db/queries/impact-runs.ts'
import { listIdpRows, sumTotals } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import type { AccessChange } from '#lib/policy/access-change.ts'
import { configurationState } from '../configuration/index.ts'
import { isGoingOn } from './run.ts'
import { basisOf } from './sets.ts'
import type { AffectedPerson } from './tally.ts'

/** An application for which somebody's access changes: how many people, by kind of change. */
export type ImpactedApplication = { id: string; name: string; changes: Readonly<Record<AccessChange, number>> }

/** The last time somebody worked out what the draft changes. Times are ISO 8601. */
export type ImpactView = {
  id: string
  /** `interrupted`: nobody is at it any more. */
  status: ImpactRunRow['status'] | 'interrupted'
  /** It is about the draft as it is now. */
  isCurrent: boolean
  actorName: string
  startedAt: string
  endedAt: string
  /** Users to go through, those of IdPs for whom anything may change; and how far it is. */
  users: number
  usersDone: number
  losing: number
  gaining: number
  cut: number
  /** Those that most people lose first, `applicationsShown` of all at most. Empty until it is done. */
  applications: readonly ImpactedApplication[]
  applicationsInAll: number
}

/** Applications a page lists; the CSV has them all. */
const MOST_SHOWN = 200

/** Undefined where nobody has worked it out for the draft that there is, or it was forgotten. */
export async function readImpact(q: Reader, now: Date = new Date()): Promise<ImpactView | undefined> {
  const row = await findLastImpactRun(q)
  const { draftedAt } = await configurationState(q)
  if (!row || !draftedAt || row.startedAt < draftedAt) return undefined
  const { id, actorName, users, usersDone, losing, gaining, cut } = row
  const applications = row.status === 'done' ? await applicationsOf(q, id) : []
  return {
    id,
    status: row.status === 'running' && !isGoingOn(row, now) ? 'interrupted' : row.status,
    isCurrent: row.basis === (await basisOf(q)),
    actorName,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.updatedAt.toISOString(),
    users,
    usersDone,
    losing,
    gaining,
    cut,
    applications: applications.slice(0, MOST_SHOWN),
    applicationsInAll: applications.length,
  }
}

async function applicationsOf(q: Reader, runId: string): Promise<ImpactedApplication[]> {
  const found = new Map<string, ImpactedApplication & { changes: Record<AccessChange, number> }>()
  for (const { applicationId: id, applicationName: name, change, users } of await listImpactChanges(q, runId)) {
    const application = found.get(id) ?? { id, name, changes: { lost: 0, less: 0, gained: 0, more: 0 } }
    application.changes[change] = users
    found.set(id, application)
  }
  const weight = ({ changes }: ImpactedApplication) => changes.lost + changes.less
  return [...found.values()].sort((a, b) => weight(b) - weight(a))
}

export type ImpactedPeople = Readonly<Record<AccessChange, readonly (AffectedPerson & { idpName: string })[]>>

/** The first people of each kind of change at an application. */
export async function readImpactedPeople(q: Reader, runId: string, applicationId: string): Promise<ImpactedPeople> {
  const names = new Map((await listIdpRows(q)).map(({ id, name }) => [id, name]))
  const people: Record<AccessChange, ImpactedPeople[AccessChange]> = { lost: [], less: [], gained: [], more: [] }
  for (const row of await listImpactChanges(q, runId)) {
    if (row.applicationId !== applicationId) continue
    people[row.change] = (JSON.parse(row.people) as AffectedPerson[]).map((each) => ({
      ...each,
      idpName: names.get(each.idpId) ?? '',
    }))
  }
  return people
}

export type KnownLoss = Pick<ImpactRunRow, 'losing'> & { share: number }

/** How many people the draft as it is now takes access from, in all and in percent; undefined where that is not known. */
export async function findKnownLoss(q: Reader): Promise<KnownLoss | undefined> {
  const row = await findLastImpactRun(q)
  if (row?.status !== 'done' || row.basis !== (await basisOf(q))) return undefined
  const totals = await sumTotals(q)
  const users = (await listIdpRows(q)).reduce((sum, { id }) => sum + (totals.get(id)?.users ?? 0), 0)
  return { losing: row.losing, share: (100 * row.losing) / Math.max(users, row.losing, 1) }
}
