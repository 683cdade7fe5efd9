export {
  changeApplication,
  changeSegmentGroup,
  createApplication,
  createSegmentGroup,
  deleteApplication,
  deleteSegmentGroup,
} from './applications.ts'
export { blockUser, unblockUser } from './blocks.ts'
export { changeDefaultRule, type DefaultRuleEntry } from './default-rule.ts'
export { decideFor, type Decisions } from './decide.ts'
export { simulate, type SimulatedPerson } from './simulate.ts'
export { changeRule, copyRule, createRule, deleteRule, moveRule, setRuleEnabled, type RuleEntry } from './rules.ts'
export type { ApplicationEntry, SegmentGroupEntry } from './segment-entry.ts'
