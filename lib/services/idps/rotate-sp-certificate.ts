import { store } from '#db/index.ts'
import { findIdp, insertSpCertificate, type SpCertificateRow } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import { deleteSpCertificate, listSpCertificates, updateSpCertificate } from '#db/queries/sp-certificates.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { readCertificates } from '#lib/saml/certificate.ts'
import type { Actor } from '../actor.ts'
import { appendAudit, type AuditAction } from '../audit.ts'
import { edited } from '../configuration/index.ts'
import { makeSpCertificate } from './sp-certificate.ts'

export type SpCertificatePurpose = SpCertificateRow['purpose']

/**
 * One step of a rotation without an outage. `prepare` makes the next certificate, which is published beside the current
 * one until the IdP knows it; `activate` uses it, and keeps the former published; `retire` removes the former. `withdraw`
 * takes the next one back, and `end` the only one for decryption: the IdP sends assertions in clear then.
 */
export type RotationStep = 'prepare' | 'activate' | 'retire' | 'withdraw' | 'end'

/**
 * Takes one step, in one transaction with its audit row. `certificateId` is the one that the step was asked for, as its
 * page showed it; nothing for `prepare`. Throws `AppError` `not-found`, or `conflict` when it is not that one's turn.
 */
export async function rotateSpCertificate(
  idpId: string,
  asked: { purpose: SpCertificatePurpose; step: RotationStep; certificateId?: string | undefined },
  actor: Actor,
): Promise<void> {
  // Before the turn: it takes a tenth of a second.
  const made = asked.step === 'prepare' ? await makeSpCertificate(idpId, new Date(), asked.purpose) : undefined
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const idp = await findIdp(await edited(tx), idpId)
    if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    const own = (await listSpCertificates(tx, idpId)).filter(({ purpose }) => purpose === asked.purpose)
    const at = (state: SpCertificateRow['state']) => own.find((each) => each.state === state)
    const { action, changed } = await take(tx, asked, made, at)
    const { fingerprint } = certificateOf(changed)
    await appendAudit(tx, actor, {
      action,
      target: { type: 'idp', id: idpId, name: idp.name },
      ...(action === 'certificate.remove'
        ? { before: { purpose: asked.purpose, state: changed.state, fingerprint } }
        : { after: { purpose: asked.purpose, state: changed.state, fingerprint } }),
    })
  })
}

type Found = (state: SpCertificateRow['state']) => SpCertificateRow | undefined
type Taken = { action: AuditAction; changed: SpCertificateRow }

async function take(
  tx: Writer,
  { purpose, step, certificateId }: Parameters<typeof rotateSpCertificate>[1],
  made: SpCertificateRow | undefined,
  at: Found,
): Promise<Taken> {
  if (made) {
    if (at('next')) throw movedOn('There is a next certificate already.')
    // For decryption there is none at first: the first one is in use as soon as the IdP has it.
    const changed: SpCertificateRow = { ...made, purpose, state: at('current') ? 'next' : 'current' }
    await insertSpCertificate(tx, changed)
    return { action: 'certificate.add', changed }
  }
  const meant = ({ activate: 'next', withdraw: 'next', retire: 'previous', end: 'current', prepare: 'next' } as const)[
    step
  ]
  const found = at(meant)
  if (!found || found.id !== certificateId) throw movedOn('Somebody else was faster.')
  if (step === 'activate') {
    const [current, previous] = [at('current'), at('previous')]
    if (previous) await deleteSpCertificate(tx, previous.id)
    if (current) await updateSpCertificate(tx, current.id, { state: 'previous' })
    await updateSpCertificate(tx, found.id, { state: 'current' })
    return { action: 'certificate.rotate', changed: { ...found, state: 'current' } }
  }
  if (step === 'end' && (purpose === 'signing' || at('next') !== undefined)) {
    throw movedOn('This certificate is in use. Rotate it instead.')
  }
  await deleteSpCertificate(tx, found.id)
  return { action: 'certificate.remove', changed: found }
}

const certificateOf = ({ pem }: SpCertificateRow) => readCertificates(pem)[0] ?? { fingerprint: '' }

const movedOn = (why: string) =>
  new AppError('conflict', `${why} Reload to see the certificates as they are now.`, { field: 'spCertificates' })
