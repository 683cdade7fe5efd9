import { z } from 'zod'
import type { ApplicationRow, SegmentGroupRow } from '#db/queries/policy-applications.ts'
import type { PortRange } from '#lib/policy/policy-set.ts'
import type { ApplicationEntry } from '../policy/index.ts'
import { applicationOf } from '../policy/stored.ts'
import { epochSeconds, epochTime } from './times.ts'

export const applicationFields: Readonly<Record<string, string>> = {
  isEnabled: 'enabled',
  domains: 'domainNames',
  tcpPorts: 'tcpPortRange',
  udpPorts: 'udpPortRange',
}
export const segmentGroupFields: Readonly<Record<string, string>> = { isEnabled: 'enabled' }

const port = z.string().regex(/^\d{1,5}$/)
const portRange = z.array(z.strictObject({ from: port, to: port })).max(100)

export const applicationBody = z
  .strictObject({
    name: z.string().max(1_000),
    description: z.string().max(10_000).default(''),
    enabled: z.boolean().default(true),
    domainNames: z.array(z.string().max(1_000)).max(10_000),
    tcpPortRange: portRange.default([]),
    udpPortRange: portRange.default([]),
    segmentGroupId: z.string().max(64).nullable().default(null),
  })
  .meta({ id: 'ApplicationInput' })

export const applicationJson = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    enabled: z.boolean(),
    domainNames: z.array(z.string()),
    tcpPortRange: portRange,
    udpPortRange: portRange,
    segmentGroupId: z.string().nullable(),
    segmentGroupName: z.string().nullable(),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'Application' })

export const segmentGroupBody = z
  .strictObject({
    name: z.string().max(1_000),
    description: z.string().max(10_000).default(''),
    enabled: z.boolean().default(true),
  })
  .meta({ id: 'SegmentGroupInput' })

export const segmentGroupJson = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    enabled: z.boolean(),
    applications: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    creationTime: epochTime,
    modifiedTime: epochTime,
  })
  .meta({ id: 'SegmentGroup' })

export function entryIn(body: z.output<typeof applicationBody>): ApplicationEntry {
  const text = (ranges: readonly { from: string; to: string }[]) =>
    ranges.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(', ')
  return {
    name: body.name,
    description: body.description,
    isEnabled: body.enabled,
    domains: body.domainNames,
    tcpPorts: text(body.tcpPortRange),
    udpPorts: text(body.udpPortRange),
    segmentGroupId: body.segmentGroupId,
  }
}

export function showApplication(
  row: ApplicationRow,
  groups: readonly Pick<SegmentGroupRow, 'id' | 'name'>[],
): z.output<typeof applicationJson> {
  const { domains, ports } = applicationOf(row)
  const ranges = (protocol: PortRange['protocol']) =>
    ports.filter((range) => range.protocol === protocol).map(({ from, to }) => ({ from: String(from), to: String(to) }))
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    enabled: row.isEnabled,
    domainNames: [...domains],
    tcpPortRange: ranges('tcp'),
    udpPortRange: ranges('udp'),
    segmentGroupId: row.segmentGroupId,
    segmentGroupName: groups.find(({ id }) => id === row.segmentGroupId)?.name ?? null,
    creationTime: epochSeconds(row.createdAt),
    modifiedTime: epochSeconds(row.updatedAt),
  }
}

export const showSegmentGroup = (
  row: SegmentGroupRow,
  applications: readonly ApplicationRow[],
): z.output<typeof segmentGroupJson> => ({
  id: row.id,
  name: row.name,
  description: row.description,
  enabled: row.isEnabled,
  applications: applications.filter((each) => each.segmentGroupId === row.id).map(({ id, name }) => ({ id, name })),
  creationTime: epochSeconds(row.createdAt),
  modifiedTime: epochSeconds(row.updatedAt),
})
