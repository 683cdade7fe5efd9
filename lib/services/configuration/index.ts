export { activate, changeConfigurationSettings, discardDraft, type Activation } from './activate.ts'
export { configure, type ConfigurationTurn } from './configure.ts'
export { discardChange, isDiscardable } from './discard-change.ts'
export { restoreVersion } from './restore.ts'
export { configurationState, edited } from './state.ts'
export {
  configurationStatus,
  countPendingChanges,
  listPendingChanges,
  listVersions,
  readVersion,
  type ConfigurationStatus,
  type PendingChange,
  type Version,
} from './status.ts'
export { thingKinds, type ConfigurationThing, type ThingKind } from './things.ts'
