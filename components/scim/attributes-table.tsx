'use client'
import { CopyCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { scimAttributes, scimAttributesWithLengths } from '#lib/table/scim-attributes.ts'

export type AttributeView = {
  id: string
  label: string
  path: string
  required: boolean
  unique: boolean
  type: string
  schema: string
  /** The most characters that the profile of the app at the IdP allows. */
  length: number | undefined
}

/** `hasLengths`: some of the attributes have one. */
export const AttributesTable = ({ page, hasLengths }: { page: TablePage<AttributeView>; hasLengths: boolean }) => (
  <DataTable definition={hasLengths ? scimAttributesWithLengths : scimAttributes} page={page} cells={cells} />
)

const cells: Cells<typeof scimAttributes, AttributeView> = {
  label: (attribute) => <span className="font-medium">{attribute.label}</span>,
  path: (attribute) => <CopyCell value={attribute.path} label="SCIM Attribute" isId className="max-w-120" />,
  required: (attribute) => <Yes when={attribute.required}>Required</Yes>,
  unique: (attribute) => <Yes when={attribute.unique}>Unique</Yes>,
  length: ({ length }) => (length === undefined ? <None /> : `Between 1 and ${length}`),
  type: (attribute) => attribute.type,
  schema: (attribute) => <TextCell className="text-ink-muted font-mono text-xs">{attribute.schema}</TextCell>,
}

const Yes = ({ when, children }: { when: boolean; children: string }) =>
  when ? <Badge tone="info">{children}</Badge> : <None />
