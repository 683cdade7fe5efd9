'use client'
import { CopyCell, None, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { scimAttributes, scimAttributesWithLengths } from '#lib/table/scim-attributes.ts'
import { formatCount } from '#lib/table/words.ts'
import { valuesText } from './attribute-words.ts'

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
  /** What was counted; undefined when nothing was yet. `values` undefined: every user has another. */
  observed: { users: number; values: number | undefined; isCapped: boolean } | undefined
}

/** `hasLengths`: some of the attributes have one. */
export const AttributesTable = ({
  page,
  hasLengths,
  detail,
}: {
  page: TablePage<AttributeView>
  hasLengths: boolean
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={hasLengths ? scimAttributesWithLengths : scimAttributes}
    page={page}
    cells={cells}
    opening={{ title: 'Observed Values', name: (attribute) => attribute.label, detail }}
  />
)

const cells: Cells<typeof scimAttributes, AttributeView> = {
  label: (attribute) => <span className="font-medium">{attribute.label}</span>,
  path: (attribute) => <CopyCell value={attribute.path} label="SCIM Attribute" isId className="max-w-120" />,
  required: (attribute) => <Yes when={attribute.required}>Required</Yes>,
  unique: (attribute) => <Yes when={attribute.unique}>Unique</Yes>,
  length: ({ length }) => (length === undefined ? <None /> : `Between 1 and ${length}`),
  users: ({ observed }) => (observed ? formatCount(observed.users) : <None />),
  values: ({ observed }) =>
    observed?.values === undefined ? <None /> : valuesText(observed.values, observed.isCapped),
  type: (attribute) => attribute.type,
  schema: (attribute) => <TextCell className="text-ink-muted font-mono text-xs">{attribute.schema}</TextCell>,
}

const Yes = ({ when, children }: { when: boolean; children: string }) =>
  when ? <Badge tone="info">{children}</Badge> : <None />
