export { activateConfirmed, demandedConfirmation, type Demanded } from './activate.ts'
export { impactColumns, walkImpactRows } from './rows.ts'
export { cancelImpact, forgetImpacts, impactEnded, startImpact, sweepImpacts } from './run.ts'
export {
  readImpact,
  readImpactedPeople,
  type ImpactedApplication,
  type ImpactedPeople,
  type ImpactView,
} from './view.ts'
export { loadComparedSets } from './sets.ts'
