'use client'
import { Copy, Download } from 'lucide-react'
import { announce } from '#components/ui/announcer.tsx'
import { copyText } from '#components/ui/copy.ts'
import { toast } from '#components/ui/toast.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { formatCount } from '#lib/table/words.ts'
import { fetchIds, startExport, tellFailure } from './exports.ts'
import type { BulkAction } from './selection-bar.tsx'
import type { Selection } from './use-selection.ts'

/** What can be done with selected rows of every table. */
export const commonActions = (definition: TableDefinition, shown: readonly string[]): readonly BulkAction[] => [
  {
    id: 'copy-ids',
    label: 'Copy ids',
    icon: <Copy aria-hidden />,
    // A clipboard is no place for a million ids, and those on other pages come from where exports do.
    isOffered: (selection) => selection.kind === 'these' || (definition.hasExport === true && !selection.isTotalCapped),
    run: (selection) => copyIds(definition.name, selection),
  },
  {
    id: 'export',
    label: 'Export selected',
    icon: <Download aria-hidden />,
    isOffered: () => definition.hasExport === true,
    run: (selection) => startExport({ table: definition, columns: shown.join(), selection }),
  },
]

const copyIds = async (table: string, selection: Selection) => {
  try {
    const ids = await fetchIds(table, selection)
    if (await copyText(ids.join('\n'))) {
      announce(`Copied ${formatCount(ids.length)} ids`)
      toast({ title: `Copied ${formatCount(ids.length)} ids`, tone: 'good' })
    } else
      toast({
        title: 'The browser did not allow copying the ids',
        description: 'Export the selected rows instead.',
        tone: 'bad',
      })
  } catch (error) {
    tellFailure(error)
  }
}
