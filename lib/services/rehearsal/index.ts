import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import { listRehearsedLogs } from '#db/queries/rehearsed-logs.ts'
import { findScimIdp, type ScimIdp } from '#db/queries/tokens.ts'
import { rehearse, rehearseReading } from '#db/rehearse.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { remember, type Memory, type Sent } from '#lib/scim/dialogue.ts'
import { scimEndpoint } from '../idps/endpoint.ts'
import { answerUnasked, type ScimResponse } from '../scim/index.ts'
import { partsOf, type Asked, type Part } from './asked.ts'
import { findGroupUse, look, namedIn, type Named } from './look.ts'
import { describe, type Carried, type Rehearsal } from './view.ts'

export { methods, MOST_BODY_BYTES, MOST_BULK_OPERATIONS, type Asked, type Method } from './asked.ts'
export { listDialogues, type DialogueChoice } from './dialogues.ts'
export type { Rehearsal, RehearsedChange } from './view.ts'

/**
 * Answers a SCIM request as the service would, and what it would change: through the service itself, in a turn that is
 * always undone. Nothing of it stays, no log row and no count; no token is asked for. A request that only reads takes no
 * turn. docs/decisions/0044 says why it is so.
 *
 * @throws AppError `not-found`, `invalid`, and as `store().write`
 */
export async function rehearseRequest(idpId: string, asked: Asked, at: Date = new Date()): Promise<Rehearsal> {
  const real = store()
  const row = await findIdp(real.read, idpId)
  const idp = row && (await findScimIdp(real.read, row.organisationId, idpId))
  if (!row || !idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  const parts = partsOf(asked)
  const endpoint = scimEndpoint(row.organisationId, idpId)
  const stage: Stage = { idp, base: endpoint, basePath: new URL(endpoint).pathname, at }
  const carried = parts.every((part) => part.isReading)
    ? await rehearseReading(real, () => carryOut(stage, parts))
    : await rehearse(real, (tx) => carryOut(stage, parts, tx))
  const named = namedIn(splitPath(carried.sent).path)
  const group = named?.type === 'Group' && carried.before ? await findGroupUse(real.report, idpId, named.id) : undefined
  return describe({ name: row.name, cautions: cautionsOf(idp) }, carried, group)
}

type Stage = { idp: ScimIdp; base: string; basePath: string; at: Date }

/** Sends them one after another; with a turn, looks at what the last one is about before and after. */
async function carryOut(stage: Stage, parts: Part[], tx?: Writer): Promise<Carried> {
  const { idp, base, at } = stage
  const memory: Memory = {
    variables: { rand: crypto.randomUUID().slice(0, 6), uuid: crypto.randomUUID(), uuid2: crypto.randomUUID() },
    lastRead: {},
  }
  const earlier: Carried['earlier'] = []
  for (const part of parts.slice(0, -1)) {
    const sent = part.ask(memory)
    const answer = await send(stage, sent, REHEARSAL)
    if (part.step) remember(memory, part.step, parsed(answer.body))
    earlier.push({ name: part.name, sent, answer })
  }
  const part = parts.at(-1)
  if (!part) throw new AppError('invalid', 'There is nothing to rehearse.')
  const sent = part.ask(memory)
  const named = namedIn(splitPath(sent).path)
  // Its rows of the log are found by an address that only it has.
  const address = `${REHEARSAL} ${newId(at)}`
  const lookAt = async (at: Partial<Named>) => (tx && !part.isReading ? look(tx, { id: idp.id, base }, at) : undefined)
  const before = await lookAt(named ?? {})
  const began = performance.now()
  const answer = await send(stage, sent, address)
  const durationMs = performance.now() - began
  const logs = tx ? await listRehearsedLogs(tx, idp.id, address, at) : []
  const [only] = logs
  const made =
    logs.length === 1 && only?.entityType && only.entityId ? { type: only.entityType, id: only.entityId } : {}
  const after = await lookAt(named ?? made)
  return { earlier, sent, url: stage.basePath + sent.path, answer, durationMs, logs, before, after }
}

const REHEARSAL = 'rehearsal'

function send({ idp, basePath, at }: Stage, sent: Sent, address: string): Promise<ScimResponse> {
  return answerUnasked(
    {
      method: sent.method,
      organisationId: idp.organisationId,
      idpId: idp.id,
      basePath,
      ...splitPath(sent),
      headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value])),
      readBody: async () => sent.body ?? '',
      address,
    },
    idp,
    at,
  )
}

function splitPath({ path }: Pick<Sent, 'path'>): { path: string; query: string } {
  const at = path.indexOf('?')
  return at < 0 ? { path, query: '' } : { path: path.slice(0, at), query: path.slice(at + 1) }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** What stands in the way of the IdP's own requests now. */
function cautionsOf({ status, scimSync }: ScimIdp): string[] {
  if (status === 'resume') return ['The set-up of this IdP is not finished: its own requests are answered 403.']
  if (status !== 'enabled') return ['This IdP is disabled: its own requests are answered 403.']
  return scimSync ? [] : ['SCIM Sync is off: the IdP’s own requests are answered 403.']
}
