import type { Kit } from '../kit.ts'
import { idpTables } from './idps.ts'
import { policyTables } from './policy.ts'
import { samlTables } from './saml.ts'

/** How configuration takes effect, and what became of it. */
export const configurationTables = (k: Kit) => ({
  /** One row, made when first needed. */
  configurationState: k.table('configuration_state', {
    /** The organisation's id. */
    id: k.text('id').primaryKey(),
    /** Changes take effect on Save, or on Activate. */
    takesEffect: k.text('takes_effect').$type<'save' | 'activate'>().notNull(),
    /** When the draft was begun; null: there is none, and the draft tables are empty. */
    draftedAt: k.instant('drafted_at'),
    /** Raised by every edit of the draft: whoever activates says which one they saw. */
    draftVersion: k.whole('draft_version').notNull(),
    /** So many users who would lose access, or such a share of all, ask for a typed confirmation. */
    lossUsers: k.whole('loss_users').notNull(),
    lossPercent: k.whole('loss_percent').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
  /** Who has edited the draft. */
  draftEditors: k.table('draft_editors', {
    actorId: k.text('actor_id').primaryKey(),
    actorName: k.text('actor_name').notNull(),
    editedAt: k.instant('edited_at').notNull(),
    /** When they asked for activation; null again once they edit further. */
    readyAt: k.instant('ready_at'),
  }),
  /** What was published, newest last. */
  configurationVersions: k.table(
    'configuration_versions',
    {
      id: k.text('id').primaryKey(),
      /** 1, 2, 3, … */
      number: k.whole('number').notNull(),
      at: k.instant('at').notNull(),
      actorId: k.text('actor_id').notNull(),
      actorName: k.text('actor_name').notNull(),
      kind: k.text('kind').$type<'save' | 'activate' | 'restore'>().notNull(),
      /** JSON: the things that changed, as lists show them. */
      summary: k.text('summary').notNull(),
    },
    (t) => [k.uniqueIndex('configuration_versions_number').on(t.number)],
  ),
  /** The rows that a version changed. */
  configurationChanges: k.table(
    'configuration_changes',
    {
      versionId: k.text('version_id').notNull(),
      sequence: k.whole('sequence').notNull(),
      /** The table, by its name in db/tables.ts. */
      part: k.text('part').notNull(),
      /** JSON of the primary key's columns. */
      rowKey: k.text('row_key').notNull(),
      /** JSON of the columns that changed, all of them for a row that was made or deleted; null: there was, or is, none. */
      before: k.text('before'),
      after: k.text('after'),
    },
    (t) => [k.primaryKey({ columns: [t.versionId, t.sequence] })],
  ),
})

/** The tables that hold configuration, by their names in db/tables.ts. */
export const configurationParts = [
  'idps',
  'idpDomains',
  'idpCertificates',
  'idpRoles',
  'samlAttributes',
  'authenticationSettings',
  'exemptedUrls',
  'locations',
  'locationRanges',
  'segmentGroups',
  'applications',
  'policyRules',
  'policyReferences',
] as const

export type ConfigurationPart = (typeof configurationParts)[number]

/** Each table of configuration once more: what administrators are editing, as long as it is not published. */
export function draftTables(k: Kit) {
  const kit = draftKit(k)
  const { idps, idpDomains, idpCertificates } = idpTables(kit)
  const { idpRoles, samlAttributes, authenticationSettings, exemptedUrls, locations, locationRanges } = samlTables(kit)
  const { segmentGroups, applications, policyRules, policyReferences } = policyTables(kit)
  return {
    draftIdps: idps,
    draftIdpDomains: idpDomains,
    draftIdpCertificates: idpCertificates,
    draftIdpRoles: idpRoles,
    draftSamlAttributes: samlAttributes,
    draftAuthenticationSettings: authenticationSettings,
    draftExemptedUrls: exemptedUrls,
    draftLocations: locations,
    draftLocationRanges: locationRanges,
    draftSegmentGroups: segmentGroups,
    draftApplications: applications,
    draftPolicyRules: policyRules,
    draftPolicyReferences: policyReferences,
  }
}

/** The same words, for tables and indexes called `draft_…`. */
const draftKit = (k: Kit): Kit => ({
  ...k,
  table: ((name: string, ...rest: [never, never]) => k.table(`draft_${name}`, ...rest)) as unknown as Kit['table'],
  index: ((name: string) => k.index(`draft_${name}`)) as Kit['index'],
  uniqueIndex: ((name: string) => k.uniqueIndex(`draft_${name}`)) as Kit['uniqueIndex'],
})
