export { applied, applyImport } from './apply.ts'
export { formats, joinNames, template, type ImportKind } from './format.ts'
export type { Finding } from './plan.ts'
export { beginImport, readImport } from './read.ts'
export { MOST_BYTES } from './records.ts'
export {
  discardImport,
  findImportView,
  listImportLines,
  sweepImports,
  type ImportLineView,
  type ImportView,
} from './view.ts'
