export { allowEverything, decideOnHeld, type Decided } from './decide.ts'
export { sweepDeprovisionGuards } from './sweep.ts'
export { readGuard, type GuardView, type HeldView } from './view.ts'
