export { loggedDecision, type MadeDecision } from './made.ts'
export { recordAgain, recordDecision } from './record.ts'
export {
  changeDecisionLogSettings,
  decisionLogSettings,
  type DecisionLogEntry,
  type DecisionLogSettings,
} from './settings.ts'
export { sweepDecisions } from './sweep.ts'
export { writeDecisions } from './write.ts'
