import { z } from 'zod'
import { store } from '#db/index.ts'
import { activate, configurationStatus, discardDraft, listPendingChanges } from '../../configuration/index.ts'
import { demandedConfirmation } from '../../impact/index.ts'
import { defineOperation } from '../operation.ts'
import { fault } from '../problem.ts'
import { isoTime } from '../times.ts'

const tag = 'Activation'
const scope = 'activation' as const

const status = defineOperation({
  id: 'getActivation',
  method: 'GET',
  path: '/activation',
  scope,
  tag,
  summary: 'Tells what is not activated yet, and who is editing.',
  answer: z
    .strictObject({
      takesEffect: z.enum(['save', 'activate']).describe('Whether changes count once saved, or wait for activation.'),
      status: z.enum(['ACTIVE', 'PENDING']),
      draftVersion: z.number().int().describe('What an activation names: 409 when the draft was edited since.'),
      editors: z.array(z.strictObject({ name: z.string(), editedAt: isoTime, isReady: z.boolean() })),
      changes: z.array(
        z.strictObject({
          kind: z.string(),
          id: z.string(),
          name: z.string(),
          change: z.enum(['create', 'update', 'delete']),
        }),
      ),
    })
    .meta({ id: 'Activation' }),
  example: {},
  async handle() {
    const q = store().report
    const { takesEffect, draftedAt, draftVersion, editors } = await configurationStatus(q)
    const changes = (await listPendingChanges(q)).map(({ kind, id, name, change }) => ({ kind, id, name, change }))
    return {
      body: {
        takesEffect,
        status: draftedAt ? 'PENDING' : 'ACTIVE',
        draftVersion,
        editors: editors.map(({ actorName, editedAt, readyAt }) => ({
          name: actorName,
          editedAt: editedAt.toISOString(),
          isReady: readyAt !== null,
        })),
        changes,
      },
    }
  },
})

const publish = defineOperation({
  id: 'activate',
  method: 'POST',
  path: '/activation',
  scope,
  tag,
  summary: 'Activates the draft as a whole.',
  description:
    'While others are editing, the caller is noted as ready and `waitsFor` names them: who is ready last activates. `force` does not wait. Where it was worked out in the portal that more people lose access than may without being asked, 409 `confirmation.required` says what to send in `confirm`.',
  body: z
    .strictObject({
      draftVersion: z.number().int().min(0),
      force: z.boolean().default(false),
      confirm: z.string().max(200).optional(),
    })
    .meta({ id: 'ActivationInput' }),
  answer: z.strictObject({ state: z.enum(['activated', 'queued']), waitsFor: z.array(z.string()) }),
  example: { body: { draftVersion: 1, force: true } },
  async handle({ body, caller }) {
    await requireConfirmed(body)
    const done = await activate(caller.actor, { seen: body.draftVersion, force: body.force })
    return { body: { state: done.state, waitsFor: done.state === 'queued' ? done.waitsFor : [] } }
  },
})

const discard = defineOperation({
  id: 'discardDraft',
  method: 'DELETE',
  path: '/activation',
  scope,
  tag,
  summary: 'Throws the draft away.',
  query: z.strictObject({ draftVersion: z.coerce.number().int().min(0) }),
  example: { query: { draftVersion: '1' } },
  async handle({ query, caller }) {
    await discardDraft(caller.actor, { seen: query.draftVersion })
    return {}
  },
})

/** What the portal has typed before many people lose access. Of a draft that was edited since there is something else to say. */
async function requireConfirmed({ draftVersion, confirm }: { draftVersion: number; confirm?: string | undefined }) {
  const q = store().read
  const demanded = await demandedConfirmation(q)
  const isKnown = demanded?.reason === 'people' && draftVersion === (await configurationStatus(q)).draftVersion
  if (!isKnown || confirm === demanded.text) return
  const reason = `More people lose access than may without being asked. Send “${demanded.text}” in confirm to activate all the same.`
  throw fault(409, 'confirmation.required', reason, ['confirm'])
}

export const activationOperations = [status, publish, discard]
