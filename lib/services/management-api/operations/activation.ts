import { z } from 'zod'
import { store } from '#db/index.ts'
import { activate, configurationStatus, discardDraft, listPendingChanges } from '../../configuration/index.ts'
import { defineOperation } from '../operation.ts'
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
    'While others are editing, the caller is noted as ready and `waitsFor` names them: who is ready last activates. `force` does not wait.',
  body: z
    .strictObject({ draftVersion: z.number().int().min(0), force: z.boolean().default(false) })
    .meta({ id: 'ActivationInput' }),
  answer: z.strictObject({ state: z.enum(['activated', 'queued']), waitsFor: z.array(z.string()) }),
  example: { body: { draftVersion: 1, force: true } },
  async handle({ body, caller }) {
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

export const activationOperations = [status, publish, discard]
