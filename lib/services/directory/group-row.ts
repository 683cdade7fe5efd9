import { newId } from '#db/ids.ts'
import type { GroupRow } from '#db/queries/groups.ts'
import { fold } from '#lib/scim/fold.ts'
import { readGroup } from '#lib/scim/resource.ts'
import { localDirectory } from '#lib/table/directories.ts'
import type { NamedEntry } from './entries.ts'

/** A new group of the local directory. */
export const newGroupRow = ({ name }: NamedEntry, at: Date): GroupRow => ({
  idpId: localDirectory.id,
  id: newId(at),
  displayName: name,
  displayNameKey: fold(name),
  externalId: null,
  document: JSON.stringify(readGroup({ displayName: name }).document),
  version: 1,
  createdAt: at,
  updatedAt: at,
})
