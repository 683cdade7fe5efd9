export { guessMatch, matchedBy, readColumns, type Column, type Field, type MatchedBy } from './columns.ts'
export { cancelComparison, MOST_LISTED, readComparison, startComparison } from './compare.ts'
export type { Difference } from './compare-people.ts'
export {
  findComparisonView,
  findLastComparison,
  forgetComparison,
  listComparedPeople,
  sweepComparisons,
  type ComparedPersonView,
  type ComparisonView,
} from './comparisons.ts'
export { enterExpectedNumbers, findExpectedNumbers, type ExpectedNumbers } from './expected.ts'
export { previewFile, type FilePreview } from './preview.ts'
export type { Verdict, VerdictKind } from './verdict.ts'
export { findVerdict, readReadiness, type ReadinessView } from './view.ts'
