import { newId } from '#db/ids.ts'
import { findIdp } from '#db/queries/idps.ts'
import {
  countSamlAttributes,
  deleteSamlAttributeRow,
  findSamlAttribute,
  insertSamlAttributes,
  listSamlAttributes,
  updateSamlAttribute,
} from '#db/queries/saml-attributes.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { maximumSamlAttributes, readEntry, type SamlAttributeEntry } from './entry.ts'

/**
 * Adds attributes to an IdP, all of them or none. Throws `AppError` `not-found`, `invalid` or `conflict`, at the field that
 * is wrong.
 */
export async function addSamlAttributes(
  idpId: string,
  entries: readonly SamlAttributeEntry[],
  actor: Actor,
  at: Date = new Date(),
): Promise<void> {
  const read = entries.map(readEntry)
  await configure(actor, async (tx) => {
    const idp = await findIdp(tx, idpId)
    if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.', { field: 'idpId' })
    if (idp.singleSignOn === 'admin') {
      throw new AppError('invalid', 'IdP Configuration: SAML attributes are those of IdPs that sign in users.', {
        field: 'idpId',
      })
    }
    let known: { name: string; samlAttribute: string }[] = await listSamlAttributes(tx, idpId)
    for (const entry of read) {
      requireFree(known, entry)
      known = [...known, entry]
    }
    const room = maximumSamlAttributes - (await countSamlAttributes(tx))
    if (read.length > room) throw full(room, read.length)
    const rows = read.map((entry) => ({
      ...entry,
      id: newId(at),
      idpId,
      nameKey: fold(entry.name),
      version: 1,
      createdAt: at,
      updatedAt: at,
    }))
    await insertSamlAttributes(tx, rows)
    for (const { id, name, samlAttribute } of rows) {
      await appendAudit(tx, actor, {
        action: 'saml-attribute.create',
        target: { type: 'saml-attribute', id, name },
        after: { name, samlAttribute, idp: idp.name },
      })
    }
  })
}

/** Changes an attribute's names; its IdP stays. `seen`: what the caller saw; `AppError` `changed` when it is so no more. */
export async function changeSamlAttribute(
  id: string,
  wanted: SamlAttributeEntry,
  seen: { version: number; opened: SamlAttributeEntry },
  actor: Actor,
  at: Date = new Date(),
): Promise<void> {
  const entry = readEntry(wanted)
  await configure(actor, async (tx) => {
    const row = await findSamlAttribute(tx, id)
    if (!row) throw gone()
    const { name, samlAttribute } = row
    const thing = { type: 'saml-attribute', id, name, version: row.version, updatedAt: row.updatedAt }
    if (row.version !== seen.version) {
      throw await changedMeanwhile(tx, actor, thing, {
        opened: seen.opened,
        theirs: { name, samlAttribute },
        mine: entry,
      })
    }
    requireFree(
      (await listSamlAttributes(tx, row.idpId)).filter((each) => each.id !== id),
      entry,
    )
    await updateSamlAttribute(tx, id, {
      ...entry,
      nameKey: fold(entry.name),
      version: row.version + 1,
      updatedAt: at,
    })
    await appendAudit(tx, actor, {
      action: 'saml-attribute.update',
      target: { type: 'saml-attribute', id, name: entry.name },
      before: { name, samlAttribute },
      after: entry,
    })
  })
}

/** Deletes an attribute; silent when it is gone already. */
export async function deleteSamlAttribute(id: string, actor: Actor): Promise<void> {
  await configure(actor, async (tx) => {
    const row = await findSamlAttribute(tx, id)
    if (!row) return
    await deleteSamlAttributeRow(tx, id)
    await appendAudit(tx, actor, {
      action: 'saml-attribute.delete',
      target: { type: 'saml-attribute', id, name: row.name },
      before: { name: row.name, samlAttribute: row.samlAttribute },
    })
  })
}

/** The store refuses it too; here it gets words. The organisation is locked, so nobody comes in between. */
function requireFree(known: readonly SamlAttributeEntry[], { name, samlAttribute }: SamlAttributeEntry): void {
  if (known.some((each) => fold(each.name) === fold(name))) {
    throw new AppError('conflict', `Name: this IdP has an attribute “${name}” already. Choose another name.`, {
      field: 'name',
    })
  }
  const same = known.find((each) => each.samlAttribute === samlAttribute)
  if (same) {
    throw new AppError('conflict', `SAML Attribute: this IdP has “${samlAttribute}” already, as ${same.name}.`, {
      field: 'samlAttribute',
    })
  }
}

const full = (room: number, wanted: number) =>
  new AppError(
    'conflict',
    `Up to ${maximumSamlAttributes} SAML attributes are accepted, of all IdPs together. There is room for ${Math.max(0, room)}, not for ${wanted}: delete some that no policy uses first.`,
    { field: 'samlAttribute' },
  )

const gone = () => new AppError('not-found', 'This SAML attribute does not exist any more.')
