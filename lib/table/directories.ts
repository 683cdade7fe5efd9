import type { Choice, TableDefinition } from './define-table.ts'

/**
 * Where people and groups made by hand are kept. Its id has the form of an IdP's, none of which starts with 0, so that
 * all of them are rows of the same tables.
 */
export const localDirectory = { id: '0', name: 'Local directory' } as const

/** How a user, group or department came to be here. */
export type Source = 'scim' | 'saml' | 'hand'

export const sourceLabels: Record<Source, string> = { scim: 'SCIM', saml: 'SAML', hand: 'By hand' }

export const sourceChoices: readonly Choice[] = (['scim', 'saml', 'hand'] as const).map((value) => ({
  value,
  label: sourceLabels[value],
}))

/** The table with these directories to choose from in its filter `directory`. */
export const withDirectories = <D extends TableDefinition>(
  definition: D,
  directories: readonly { readonly id: string; readonly name: string }[],
): D => ({
  ...definition,
  filters: definition.filters.map((filter) =>
    filter.id === 'directory'
      ? { ...filter, choices: directories.map(({ id, name }) => ({ value: id, label: name })) }
      : filter,
  ),
})

/** A row's id across directories: ids of one IdP are looked up inside that IdP alone. */
export const rowId = (row: { readonly idpId: string; readonly id: string }): string => `${row.idpId}:${row.id}`

/** The two halves of `rowId`; undefined for other text. */
export const readRowId = (text: string): { idpId: string; id: string } | undefined => {
  const [, idpId, id] = /^(\d{1,32}):([0-9a-f-]{36})$/.exec(text) ?? []
  return idpId === undefined || id === undefined ? undefined : { idpId, id }
}
