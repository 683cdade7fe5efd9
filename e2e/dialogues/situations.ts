import { at, type Dialogue, type Step } from './play.ts'

/** What happens in the life of a directory, whichever client keeps it. */
export const situations = [
  'first sync',
  'no-op resync',
  'rename',
  'membership drift and repair',
  'deactivate',
  'reactivate',
  'delete',
  're-create under the same name',
  'retry after a lost answer',
] as const
export type Situation = (typeof situations)[number]

/**
 * The steps of a dialogue that play a situation, each change with the answer that proves what came of it; none when the
 * dialogue does not play it. Judged by what is sent and checked, not by what a step is called.
 */
export const playing = ({ steps }: Dialogue, situation: Situation): Step[] => {
  const found = steps.flatMap((step, index) => finders[situation](step, steps.slice(index + 1), steps.slice(0, index)))
  return [...new Set(found)]
}

/** `step` with what follows it, when it begins the situation. */
type Finder = (step: Step, later: readonly Step[], earlier: readonly Step[]) => Step[]

const finders: Record<Situation, Finder> = {
  'first sync': (step, [next]) =>
    isLookUp(step) && checks(step, 'totalResults', 0) && next?.method === 'POST' && isRight(next, 201)
      ? [step, next]
      : [],
  'no-op resync': (step, [next]) =>
    isChange(step) && isReadOf(next, step) && checkOf(next, 'meta|version') !== undefined ? [step, next] : [],
  rename: (step, [next, after]) => {
    if (!isChange(step) || !next) return []
    if (isReadOf(next, step) && checkOf(next, 'displayName') !== undefined) return [step, next]
    const isFound = isLookUp(next) && checks(next, 'totalResults', 1) && nameIn(next) !== nameIn(after)
    return isFound && after && isLookUp(after) && checks(after, 'totalResults', 0) ? [step, next, after] : []
  },
  'membership drift and repair': (step, [next]) =>
    isChange(step) &&
    step.path.startsWith('/Groups/') &&
    isReadOf(next, step) &&
    checkOf(next, 'members|#') !== undefined
      ? [step, next]
      : [],
  deactivate: (step, [next]) => (sets(step, false) && next && shows(next, false) ? [step, next] : []),
  reactivate: (step, [next]) => (sets(step, true) && next && shows(next, true) ? [step, next] : []),
  delete: (step, [next]) =>
    step.method === 'DELETE' && isRight(step, 204) && next && placeOf(next) === placeOf(step) && isRight(next, 404)
      ? [step, next]
      : [],
  're-create under the same name': (step, _, earlier) => {
    const gone = earlier.filter((each) => each.method === 'DELETE' && isRight(each, 204)).at(-1)
    const isKnown = earlier.some((each) => isChange(each) && JSON.stringify(each.body).includes(`"${nameOf(step)}"`))
    return gone && isKnown && step.method === 'POST' && isRight(step, 201) ? [step] : []
  },
  'retry after a lost answer': (step, [next, after]) =>
    step.method === 'POST' &&
    isRight(step, 201) &&
    next?.method === 'POST' &&
    isRight(next, 409) &&
    JSON.stringify(next.body) === JSON.stringify(step.body) &&
    after &&
    checks(after, 'totalResults', 1)
      ? [next, after]
      : [],
}

const isChange = ({ method }: Step): boolean => method === 'PUT' || method === 'PATCH'
const isLookUp = ({ method, path }: Step): boolean => method === 'GET' && path.includes('?filter=')
const isReadOf = (step: Step | undefined, { path }: Step): step is Step =>
  step?.method === 'GET' && placeOf(step) === placeOf({ path })
/** A path without the query, which some clients leave an empty one of. */
const placeOf = ({ path }: Pick<Step, 'path'>): string | undefined => path.split('?')[0]
const isRight = ({ expect }: Step, status: number): boolean => expect.length === 1 && expect[0] === status

const checkOf = ({ check = [] }: Step, path: string): unknown => check.find(([checked]) => checked === path)?.[1]
const checks = (step: Step, path: string, value: unknown): boolean => checkOf(step, path) === value

/** Whether the step makes somebody active, or inactive, in whichever form of RFC 7644 or of Entra. */
const sets = (step: Step, active: boolean): boolean => {
  if (!isChange(step)) return false
  const operations = (step.body?.['Operations'] ?? []) as { path?: string; value?: unknown }[]
  const said = [
    at(step.body, 'active'),
    ...operations.map(({ path, value }) => (path === 'active' ? value : at(value, 'active'))),
  ]
  return said.some((value) => String(value ?? '').toLowerCase() === String(active))
}
const shows = (step: Step, active: boolean): boolean =>
  checks(step, 'active', active) || checks(step, 'Resources|0|active', active)

const nameIn = (step: Step | undefined): string | undefined => /"([^"]*)"/.exec(step?.path ?? '')?.[1]
const nameOf = ({ body }: Step): string => String(body?.['userName'] ?? body?.['displayName'] ?? '')
