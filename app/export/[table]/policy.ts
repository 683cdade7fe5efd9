import { portsText } from '#components/policy/ports-text.ts'
import { store } from '#db/index.ts'
import { listApplicationPage, listSegmentGroupPage } from '#db/queries/list-applications.ts'
import { listPolicyRulePage } from '#db/queries/list-policy-rules.ts'
import { listLocationPage } from '#db/queries/locations-list.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { listMappableIdps, readLocationViews } from '#lib/services/places/view.ts'
import { ruleLines } from '#lib/services/policy/rule-view.ts'
import { applicationView, segmentGroupView } from '#lib/services/policy/view.ts'
import { applications, segmentGroups, withSegmentGroups } from '#lib/table/applications.ts'
import { locations, withIdps } from '#lib/table/locations.ts'
import { ruleTables } from '#lib/table/policy-rules.ts'
import { exportSource, instant, type ExportSource } from './source.ts'

// As administrators edit them: where configuration is drafted, the draft.

const shown = () => edited(store().report)

export const exportApplications = exportSource({
  definition: applications,
  permission: 'read',
  open: async () => {
    const groups = await listSegmentGroups(await shown())
    return {
      definition: withSegmentGroups(applications, groups),
      list: async (query) => {
        const page = await listApplicationPage(await shown(), query)
        return { ...page, rows: page.rows.map((row) => applicationView(row, groups)) }
      },
    }
  },
  values: {
    name: ({ entry }) => entry.name,
    status: ({ entry }) => stateOf(entry.isEnabled),
    domains: ({ entry }) => entry.domains.join(', '),
    ports: ({ entry }) => portsText(entry),
    group: ({ group }) => group,
    updatedAt: ({ updatedAt }) => instant(updatedAt),
    id: ({ id }) => id,
  },
})

export const exportSegmentGroups = exportSource({
  definition: segmentGroups,
  permission: 'read',
  open: async () => {
    const all = await listApplications(await shown())
    return {
      list: async (query) => {
        const page = await listSegmentGroupPage(await shown(), query)
        return { ...page, rows: page.rows.map((row) => segmentGroupView(row, all)) }
      },
    }
  },
  values: {
    name: ({ entry }) => entry.name,
    status: ({ entry }) => stateOf(entry.isEnabled),
    applications: ({ applications: own }) => own.length,
    description: ({ entry }) => entry.description,
    updatedAt: ({ updatedAt }) => instant(updatedAt),
    id: ({ id }) => id,
  },
})

export const exportLocations = exportSource({
  definition: locations,
  permission: 'read',
  open: async () => {
    const q = await shown()
    const [idps, views] = await Promise.all([listMappableIdps(q), readLocationViews(q)])
    return {
      definition: withIdps(locations, idps),
      list: async (query) => {
        const page = await listLocationPage(await shown(), query)
        return { ...page, rows: page.rows.flatMap(({ id }) => views.get(id) ?? []) }
      },
    }
  },
  values: {
    name: ({ entry, parent }) => (parent ? `${parent.name} / ${entry.name}` : entry.name),
    ranges: ({ entry }) => entry.ranges.join(', '),
    enforcesAuthentication: ({ entry }) => stateOf(entry.enforcesAuthentication),
    idp: ({ idp }) => idp?.name,
    updatedAt: ({ updatedAt }) => instant(updatedAt),
    id: ({ id }) => id,
  },
})

const exportRules = (policy: Policy): ExportSource =>
  exportSource({
    definition: ruleTables[policy],
    permission: 'read',
    open: async () => ({
      list: async (query) => {
        const q = await shown()
        const page = await listPolicyRulePage(q, policy, query)
        return { ...page, rows: await ruleLines(q, page.rows) }
      },
    }),
    values: {
      order: (rule) => rule.order,
      name: (rule) => rule.name,
      status: (rule) => stateOf(rule.isEnabled),
      outcome: (rule) => rule.action,
      criteria: (rule) => rule.sentence,
      updatedAt: (rule) => instant(rule.updatedAt),
      id: (rule) => rule.id,
    },
  })

export const exportAccessRules = exportRules('access')
export const exportForwardingRules = exportRules('forwarding')
export const exportTimeoutRules = exportRules('timeout')

const stateOf = (isEnabled: boolean): string => (isEnabled ? 'Enabled' : 'Disabled')
