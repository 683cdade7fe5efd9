import { findLastComparison, listComparedPeople } from '#lib/services/readiness/index.ts'
import { comparedLabels, comparedPeople, differenceText } from '#lib/table/compared-people.ts'
import { exportSource } from './source.ts'

export const exportComparedPeople = exportSource({
  definition: comparedPeople,
  permission: 'read',
  open: async ({ idp }) => {
    const comparison = idp === undefined ? undefined : await findLastComparison(idp)
    return comparison && { subject: comparison.fileName, list: (query) => listComparedPeople(comparison.id, query) }
  },
  values: {
    name: (person) => person.name,
    kind: (person) => comparedLabels[person.kind],
    differences: (person) => person.differences.map(differenceText).join('; '),
    line: (person) => person.line,
  },
})
