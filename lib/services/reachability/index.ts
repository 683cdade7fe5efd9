export { answerQuestion, arrivalPath, processName, type Arrival } from './arrival.ts'
export { noteCaller, type CallerKind, type SeenRequest } from './callers.ts'
export { checkReachability, type CheckResult } from './check.ts'
export { readReachability, type CallerView, type ReachabilityView } from './view.ts'
