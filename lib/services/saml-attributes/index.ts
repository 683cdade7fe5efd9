export { addSamlAttributes, changeSamlAttribute, deleteSamlAttribute } from './change.ts'
export { maximumSamlAttributes, type SamlAttributeEntry } from './entry.ts'
export { listImportable, type ImportableAttribute } from './import.ts'
