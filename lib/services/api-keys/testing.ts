import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertAdministrator } from '#db/queries/administrators.ts'
import type { Actor } from '../actor.ts'

/** An owner of the portal, who may hand out keys. */
export async function ownerActor(email: string): Promise<Actor> {
  const id = newId()
  await store().write((tx) =>
    insertAdministrator(tx, {
      id,
      email,
      emailKey: email,
      name: '',
      role: 'owner',
      scimManagement: 'full',
      passwordHash: 'x',
      isDisabled: false,
      createdAt: new Date(),
      lastSignInAt: null,
    }),
  )
  return { id, name: email, address: '', userAgent: '' }
}
