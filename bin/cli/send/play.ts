import type { Dialogue, Phase, World } from './dialogue.ts'
import { StepFailed, Unreachable, type Session } from './session.ts'

/** How a phase went. */
export type PhaseScore = { name: Phase['name']; total: number; done: number; failed: number; seconds: number }

export type Played = {
  phases: PhaseScore[]
  /** Why it ended before its end. */
  ended?: 'stopped' | Unreachable
}

/**
 * Plays a dialogue: its phases one after another, within one so many at a time. A request that fails ends what it belongs
 * to (a person, a group), not the dialogue; `signal` ends it once what is under way is answered.
 */
export async function playDialogue(
  dialogue: Dialogue,
  world: World,
  session: Session,
  { concurrency, signal, progress }: { concurrency: number; signal: AbortSignal; progress(score: PhaseScore): void },
): Promise<Played> {
  const phases: PhaseScore[] = []
  let ended: Played['ended']
  for (const phase of dialogue.phases) {
    const total = phase.name === 'users' ? world.people : phase.name === 'groups' ? world.groups : 1
    const score: PhaseScore = { name: phase.name, total, done: 0, failed: 0, seconds: 0 }
    phases.push(score)
    const startedAt = performance.now()
    let next = 0
    const walk = async () => {
      while (next < total && ended === undefined && !signal.aborted) {
        const index = next++
        try {
          await phase.each(session, world, index)
          score.done++
        } catch (error) {
          if (error instanceof Unreachable) ended ??= error
          else if (error instanceof StepFailed) score.failed++
          else if (!signal.aborted) throw error
        }
        score.seconds = (performance.now() - startedAt) / 1000
        progress(score)
      }
    }
    await Promise.all(Array.from({ length: Math.min(concurrency, total) }, walk))
    if (signal.aborted) ended ??= 'stopped'
    if (ended !== undefined) break
  }
  return { phases, ...(ended === undefined ? {} : { ended }) }
}
