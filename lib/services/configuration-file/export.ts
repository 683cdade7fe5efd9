import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { listIdpRoles } from '#db/queries/idp-roles.ts'
import { listIdpCertificates, listIdpDomains, listIdpRows } from '#db/queries/idps.ts'
import { listLocations } from '#db/queries/locations.ts'
import { listApplications, listSegmentGroups } from '#db/queries/policy-applications.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import type { Reader } from '#db/store.ts'
import { defaultSettingsOf } from '../authentication-settings/change-settings.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { settingsOf } from '../idps/settings.ts'
import { applicationEntryOf } from '../policy/applications.ts'
import { getDefaultRule } from '../policy/default-rule.ts'
import { loadSurroundings } from '../policy/load.ts'
import { ruleOf } from '../policy/stored.ts'
import { showCriteria } from './criteria.ts'
import { namesIn } from './names.ts'
import type { ConfigurationFile, FileIdp } from './shape.ts'

/** The configuration that `q` reads, in a stable order: by name, rules in theirs. Without secrets. */
export async function exportConfiguration(q: Reader): Promise<ConfigurationFile> {
  const settings = await authenticationSettings(q)
  const idps = await listIdpRows(q)
  const idpNames = new Map(idps.map(({ id, name }) => [id, name]))
  const locations = await listLocations(q)
  const segmentGroups = await listSegmentGroups(q)
  const groupNames = new Map(segmentGroups.map(({ id, name }) => [id, name]))
  const place = ({ name, ranges, enforcesAuthentication, idpId }: (typeof locations)[number]) => ({
    name,
    ranges: ranges.toSorted(),
    enforcesAuthentication,
    idp: idpNames.get(idpId ?? '') ?? null,
  })
  return {
    rollcall: 1,
    authenticationSettings: { ...defaultSettingsOf(settings), pacProxy: settings.pacProxy },
    exemptedUrls: (await listExemptedUrls(q)).map(({ url }) => url),
    idps: await exportIdps(q),
    locations: locations
      .filter(({ parentId }) => parentId === null)
      .map((row) => ({ ...place(row), sublocations: locations.filter((each) => each.parentId === row.id).map(place) })),
    segmentGroups: segmentGroups.map(({ name, description, isEnabled }) => ({ name, description, isEnabled })),
    applications: (await listApplications(q)).map((row) => {
      const { segmentGroupId, ...entry } = applicationEntryOf(row)
      return { ...entry, segmentGroup: groupNames.get(segmentGroupId ?? '') ?? null }
    }),
    policies: await exportPolicies(q),
  }
}

async function exportIdps(q: Reader): Promise<FileIdp[]> {
  const domains = Map.groupBy(await listIdpDomains(q), ({ idpId }) => idpId)
  const certificates = Map.groupBy(await listIdpCertificates(q), ({ idpId }) => idpId)
  const found: FileIdp[] = []
  for (const row of await listIdpRows(q)) {
    const { name, status, ...settings } = settingsOf(
      row,
      (domains.get(row.id) ?? []).map(({ domain }) => domain),
    )
    found.push({
      name,
      status: row.status === 'resume' ? 'paused' : status,
      ...settings,
      certificates: (certificates.get(row.id) ?? []).map(({ pem }) => `${pem.trim()}\n`).toSorted(),
      samlAttributes: (await listSamlAttributes(q, row.id)).map((each) => ({
        name: each.name,
        samlAttribute: each.samlAttribute,
      })),
      roles: (await listIdpRoles(q, row.id)).map(({ idpId: _id, ...grant }) => grant),
    })
  }
  return found
}

async function exportPolicies(q: Reader): Promise<ConfigurationFile['policies']> {
  const rows = (await listPolicyRules(q)).filter(({ isDefault }) => !isDefault)
  const names = namesIn(await loadSurroundings(q, rows.map(ruleOf)), await listIdpRows(q))
  const rules = rows.map((row) => {
    const { outcome, criteria } = ruleOf(row)
    const { policy: _policy, ...rest } = outcome
    const { name, description, isEnabled, policy } = row
    return { policy, rule: { name, description, isEnabled, ...rest, criteria: showCriteria(criteria, names) } }
  })
  const of = (policy: string) => rules.filter((each) => each.policy === policy).map(({ rule }) => rule) as never[]
  const defaultOf = async (policy: 'forwarding' | 'timeout') => {
    const { description, outcome } = (await getDefaultRule(q, policy)).entry
    const { policy: _policy, ...rest } = outcome
    return { description, ...rest } as never
  }
  return {
    access: of('access'),
    forwarding: of('forwarding'),
    timeout: of('timeout'),
    defaults: { forwarding: await defaultOf('forwarding'), timeout: await defaultOf('timeout') },
  }
}
