import type { ComparisonView, FilePreview, MatchedBy } from '#lib/services/readiness/index.ts'
import type { Answer } from '../actions.ts'

/** The server actions of *Readiness*; its page hands them in. */
export type ReadinessActions = {
  enterNumbers(input: { idpId: string; users: number | null; groups: number | null }): Answer<unknown>
  previewFile(input: { start: string }): Answer<FilePreview>
  startComparison(input: {
    idpId: string
    fileName: string
    index: number
    label: string
    attribute: MatchedBy
  }): Answer<{ id: string }>
  cancelComparison(input: { idpId: string; id: string }): Answer<unknown>
  forgetComparison(input: { idpId: string; id: string }): Answer<unknown>
  readComparison(input: { idpId: string; id: string }): Answer<ComparisonView>
}
