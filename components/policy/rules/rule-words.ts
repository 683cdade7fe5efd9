import type { FieldWords } from '#components/editing/edit-conflict.tsx'
import type { Criteria, Outcome } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { sentenceOf, type Names } from '#lib/policy/words.ts'
import type { RuleChoices } from '#lib/services/policy/rule-choices.ts'

/** How a rule's fields are called and told where two edits of it disagree. */
export const ruleWords =
  (choices: RuleChoices | undefined, groups: ReadonlyMap<string, string>): FieldWords =>
  (field) => {
    switch (field) {
      case 'name':
        return { label: 'Name', text: String }
      case 'description':
        return { label: 'Description', text: String }
      case 'isEnabled':
        return { label: 'Status', text: (value) => (value === true ? 'Enabled' : 'Disabled') }
      case 'outcome':
        return { label: 'Rule Action', text: (value) => outcomeWords(value as Outcome) }
      case 'criteria':
        return { label: 'Criteria', text: (value) => sentenceOf(value as Criteria, namesFrom(choices, groups)) }
      default:
        return { label: field, text: String }
    }
  }

const outcomeWords = (outcome: Outcome): string => {
  const message = outcome.policy === 'forwarding' ? '' : outcome.message
  return message === '' ? outcomeText(outcome) : `${outcomeText(outcome)}: “${message}”`
}

const namesFrom = (choices: RuleChoices | undefined, groups: ReadonlyMap<string, string>): Names => {
  const names = (list: readonly { id: string; name: string }[] = []) => new Map(list.map(({ id, name }) => [id, name]))
  return {
    applications: names(choices?.applications),
    segmentGroups: names(choices?.segmentGroups),
    idps: names(choices?.idps),
    locations: names(choices?.locations),
    samlAttributes: names(choices?.idps.flatMap((idp) => idp.samlAttributes)),
    groups,
  }
}
