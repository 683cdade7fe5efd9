import type { Kit } from '../kit.ts'

/** What policies decide about, and their rules. */
export const policyTables = (k: Kit) => ({
  /** Application segments. */
  applications: k.table(
    'applications',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      description: k.text('description').notNull(),
      isEnabled: k.flag('is_enabled').notNull(),
      /** JSON list of domains: lower case, punycode, `*.` for all hosts below one, `*` alone for every host. */
      domains: k.text('domains').notNull(),
      /** JSON list of `{ protocol: 'tcp' | 'udp', from, to }`. */
      ports: k.text('ports').notNull(),
      /** The segment group it belongs to; null: none. */
      segmentGroupId: k.text('segment_group_id'),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.uniqueIndex('applications_name').on(t.nameKey), k.index('applications_group').on(t.segmentGroupId)],
  ),
  segmentGroups: k.table(
    'segment_groups',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      description: k.text('description').notNull(),
      isEnabled: k.flag('is_enabled').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.uniqueIndex('segment_groups_name').on(t.nameKey)],
  ),
  /** Rules of the Access, Client Forwarding and Timeout policies, in their order. */
  policyRules: k.table(
    'policy_rules',
    {
      id: k.text('id').primaryKey(),
      policy: k.text('policy').$type<'access' | 'forwarding' | 'timeout'>().notNull(),
      /** Rule Order, 1, 2, 3, … without a gap in its policy; a default rule's is 0. */
      position: k.whole('position').notNull(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      description: k.text('description').notNull(),
      isEnabled: k.flag('is_enabled').notNull(),
      isDefault: k.flag('is_default').notNull(),
      /** JSON of lib/policy/rule.ts: action, message, timeouts and the tree of criteria. */
      rule: k.text('rule').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('policy_rules_name').on(t.policy, t.nameKey),
      k.index('policy_rules_position').on(t.policy, t.position),
    ],
  ),
  /** What rules name, so that whoever deletes something sees the rules that use it. */
  policyReferences: k.table(
    'policy_references',
    {
      ruleId: k.text('rule_id').notNull(),
      kind: k
        .text('kind')
        .$type<'application' | 'segment-group' | 'idp' | 'scim-group' | 'saml-attribute' | 'location'>()
        .notNull(),
      targetId: k.text('target_id').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.ruleId, t.kind, t.targetId] }),
      k.index('policy_references_target').on(t.kind, t.targetId),
    ],
  ),
  /** People whom an administrator has blocked, whatever the IdP says, until lifted. */
  userBlocks: k.table(
    'user_blocks',
    {
      idpId: k.text('idp_id').notNull(),
      userId: k.text('user_id').notNull(),
      reason: k.text('reason').notNull(),
      createdBy: k.text('created_by').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.userId] })],
  ),
})
