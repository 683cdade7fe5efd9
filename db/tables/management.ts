import type { Kit } from '../kit.ts'

/** What administrators keep by hand: what SCIM does not say of people and groups, departments, and CSV imports. */
export const managementTables = (k: Kit) => ({
  /**
   * What is known of a user or group beyond SCIM. Without a row it came over SCIM, or by hand where it is of the local
   * directory: provisioning writes nothing here.
   */
  annotations: k.table(
    'annotations',
    {
      idpId: k.text('idp_id').notNull(),
      /** A user's or a group's id. */
      id: k.text('id').notNull(),
      source: k.text('source').$type<'saml' | 'hand'>().notNull(),
      comments: k.text('comments').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.idpId, t.id] })],
  ),
  /** Departments made by hand. A user names a department by its text; one that nobody made here exists all the same. */
  departments: k.table(
    'departments',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      comments: k.text('comments').notNull(),
      version: k.whole('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.uniqueIndex('departments_name').on(t.nameKey)],
  ),
  /** A CSV file that was read to be imported: what each of its lines would change, and how far that has come. */
  imports: k.table('imports', {
    id: k.text('id').primaryKey(),
    kind: k.text('kind').$type<'users' | 'groups' | 'departments'>().notNull(),
    fileName: k.text('file_name').notNull(),
    /** `ready`: a dry run to look at. `applying` may have been interrupted; it goes on where it stopped. */
    status: k.text('status').$type<'reading' | 'ready' | 'applying' | 'applied' | 'failed'>().notNull(),
    /** Why the file as a whole could not be read. */
    problem: k.text('problem'),
    /** Lines that were read, and how many of those that change something have been applied. */
    lines: k.whole('lines').notNull(),
    applied: k.whole('applied').notNull(),
    actorId: k.text('actor_id').notNull(),
    actorName: k.text('actor_name').notNull(),
    createdAt: k.instant('created_at').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  }),
  importLines: k.table(
    'import_lines',
    {
      importId: k.text('import_id').notNull(),
      /** In the file, where the header is line 1. */
      line: k.whole('line').notNull(),
      outcome: k.text('outcome').$type<'create' | 'update' | 'unchanged' | 'conflict' | 'error'>().notNull(),
      /** What the line is about: a User ID, a name. */
      name: k.text('name').notNull(),
      nameKey: k.text('name_key').notNull(),
      /** JSON of what the line says. */
      entry: k.text('entry').notNull(),
      /** JSON of what would change, or of what is wrong in which column. */
      findings: k.text('findings').notNull(),
      isApplied: k.flag('is_applied').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.importId, t.line] }),
      k.index('import_lines_outcome').on(t.importId, t.outcome, t.line),
      k.index('import_lines_name').on(t.importId, t.nameKey, t.line),
    ],
  ),
})
