'use client'
import { CopyCell, IdText, InstantCell, TextCell } from '#components/table/cells.tsx'
import { type Cells, DataTable, type TablePage } from '#components/table/data-table.tsx'
import type { RowDetail } from '#components/table/row-drawer.tsx'
import type { samlAttributes } from '#lib/table/saml-attributes.ts'
import type { SamlAttributeView } from './actions.ts'

export const SamlAttributesTable = ({
  definition,
  page,
  detail,
}: {
  definition: typeof samlAttributes
  page: TablePage<SamlAttributeView>
  detail: RowDetail | undefined
}) => (
  <DataTable
    definition={definition}
    page={page}
    cells={cells}
    opening={{ title: 'SAML Attribute', name: (attribute) => attribute.name, detail }}
  />
)

const cells: Cells<typeof samlAttributes, SamlAttributeView> = {
  name: (attribute) => <TextCell className="font-medium">{attribute.name}</TextCell>,
  samlAttribute: (attribute) => <CopyCell value={attribute.samlAttribute} label="SAML Attribute" />,
  provider: (attribute) => <TextCell>{attribute.provider.name}</TextCell>,
  updatedAt: (attribute) => <InstantCell at={attribute.updatedAt} />,
  createdAt: (attribute) => <InstantCell at={attribute.createdAt} />,
  id: (attribute) => <IdText className="text-ink-muted">{attribute.id}</IdText>,
}
