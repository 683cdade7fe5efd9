/** A moment after the page has become usable, so that what it still asks for itself comes first; in ms. */
const GRACE_MS = 2_000

const waiting: (() => Promise<unknown>)[] = []
const known = new Set<() => Promise<unknown>>()
let isUnderWay = false

/**
 * Does `task` once the page has loaded and the browser has nothing else to do; one after another, and each only once.
 * Someone who saves data is spared all of it. A task that fails is not told of: what it was for will be asked for again.
 */
export const whenIdle = (task: () => Promise<unknown>): void => {
  if (known.has(task) || savesData()) return
  known.add(task)
  waiting.push(task)
  if (isUnderWay) return
  isUnderWay = true
  if (document.readyState === 'complete') rest()
  else addEventListener('load', rest, { once: true })
}

const rest = () => {
  setTimeout(next, GRACE_MS)
}

const next = () => {
  const task = waiting.shift()
  if (!task) isUnderWay = false
  else onceIdle(() => void task().then(next, next))
}

const onceIdle = (callback: () => void) => {
  // Safari has no such thing.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 2_000 })
  else setTimeout(callback, 50)
}

const savesData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true
