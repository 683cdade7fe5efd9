import { setTimeout as pause } from 'node:timers/promises'
import { store } from '#db/index.ts'
import {
  claimObservedCount,
  findObservedCount,
  finishObservedCount,
  readObservedValues,
  saveObservedValues,
  type ObservedAttribute,
} from '#db/queries/observed-values.ts'
import { findAdditionalAttributes, findLastChange, listDocuments } from '#db/queries/observe-users.ts'
import { listFedIdps } from '#db/queries/search-slots.ts'
import { getTotals } from '#db/queries/totals.ts'
import { catalogOf, portalAttributesOf, type PortalAttribute } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { valuesAt } from '#lib/scim/values-at.ts'

/** Different values that are kept of one attribute. */
const KEPT_VALUES = 5_000
/** A longer value is nothing to pick from a list. */
const LONGEST_VALUE = 500
/** Documents read at once, and values written in one turn: a few milliseconds each. */
const READ = 500
const WRITTEN = 100
/** Counting takes no more than a hundredth of the time, and happens once a minute at most. */
const REST = 100
const LEAST_REST_MS = 60_000
const CLAIM_MS = 60 * 60_000

/** Counts anew the values of every IdP whose users have changed since, unless that was a moment ago. */
export async function countObserved(isStopping: () => boolean = () => false): Promise<void> {
  for (const idpId of await listFedIdps(store().report)) {
    if (isStopping()) return
    if (await isDue(idpId)) await countValues(idpId, isStopping)
  }
}

async function isDue(idpId: string): Promise<boolean> {
  const q = store().report
  const [count, changedAt, totals] = await Promise.all([
    findObservedCount(q, idpId),
    findLastChange(q, idpId),
    getTotals(q, idpId),
  ])
  if (!count) return changedAt !== undefined
  const rested = Date.now() - count.countedAt.getTime() > Math.max(LEAST_REST_MS, count.tookMs * REST)
  // A delete moves no time, but the total.
  return rested && (totals.users !== count.users || (changedAt !== undefined && changedAt >= count.countedAt))
}

type Tally = { users: number; isCapped: boolean; values: Map<string, { value: string; users: number }> }

/** Goes through an IdP's users once, in the order of their ids, giving way after each piece, and keeps what it counted. */
export async function countValues(
  idpId: string,
  isStopping: () => boolean = () => false,
  kept = KEPT_VALUES,
): Promise<void> {
  const began = new Date()
  const until = new Date(began.getTime() + CLAIM_MS)
  if (!(await store().write((tx) => claimObservedCount(tx, idpId, began, until)))) return
  const additionalAttributes = await findAdditionalAttributes(store().report, idpId)
  const attributes = portalAttributesOf(catalogOf({ additionalAttributes }))
  const tallies = new Map(attributes.map(({ path }) => [path, newTally()]))
  let users = 0
  for (let after = ''; ;) {
    const rows = await listDocuments(store().report, idpId, after, READ)
    for (const row of rows)
      tally(tallies, attributes, kept, { ...(JSON.parse(row.document) as JsonObject), id: row.id })
    users += rows.length
    const last = rows.at(-1)
    if (rows.length < READ || !last) break
    after = last.id
    // A request that came in meanwhile goes first.
    await pause(2)
    if (isStopping()) return
  }
  for (const [path, { values }] of tallies) await keep(idpId, path, values)
  const counted = [...tallies].flatMap(([attribute, { users: carriers, isCapped, values }]): ObservedAttribute[] =>
    carriers === 0 ? [] : [{ attribute, users: carriers, values: values.size, isCapped }],
  )
  const tookMs = Date.now() - began.getTime()
  await store().write((tx) => finishObservedCount(tx, idpId, { users, countedAt: began, tookMs }, counted))
}

const newTally = (): Tally => ({ users: 0, isCapped: false, values: new Map() })

function tally(
  tallies: Map<string, Tally>,
  attributes: readonly PortalAttribute[],
  kept: number,
  user: JsonObject,
): void {
  for (const { path, keys } of attributes) {
    const found = valuesAt(user, keys)
    const into = tallies.get(path)
    if (!into || found.length === 0) continue
    into.users++
    // Every user has another id: there is nothing to list.
    if (path === 'id') continue
    const seen = new Set<string>()
    for (const value of found) {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      const key = fold(text)
      if (text === '' || text.length > LONGEST_VALUE || seen.has(key)) continue
      seen.add(key)
      const known = into.values.get(key)
      if (known) known.users++
      else if (into.values.size < kept) into.values.set(key, { value: text, users: 1 })
      else into.isCapped = true
    }
  }
}

/** Writes what differs from the count before, in small turns. */
async function keep(idpId: string, attribute: string, values: Tally['values']): Promise<void> {
  const before = await readObservedValues(store().report, idpId, attribute)
  const changed = [...values]
    .filter(([key, { value, users }]) => before.get(key)?.users !== users || before.get(key)?.value !== value)
    .map(([valueKey, rest]) => ({ valueKey, ...rest }))
  const gone = [...before.keys()].filter((key) => !values.has(key))
  for (let at = 0; at < Math.max(changed.length, gone.length); at += WRITTEN) {
    const [some, less] = [changed.slice(at, at + WRITTEN), gone.slice(at, at + WRITTEN)]
    await store().write((tx) => saveObservedValues(tx, idpId, attribute, some, less))
    await pause(2)
  }
}
