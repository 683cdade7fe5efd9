import { newScimToken } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { keyOf, operationOf, shownHeaders, targetOf, type RecordedAnswer } from '#lib/scim/reference/examples.ts'
import { printed, type Step } from '#lib/scim/reference/step.ts'
import type { ScimBench } from './testing.ts'

/** What of a story is real here: what the reference prints on the left, what this server made of it on the right. */
export type Told = Map<string, string>

/** Where a story is told: an endpoint, and what opens it. */
export type Stage = { endpoint: string; token: string; secret: string; publicEndpoint: string; idpId: string }

/** An IdP that nobody has sent anything, with a token and a client secret. */
export async function openStage(scim: ScimBench): Promise<{ stage: Stage; told: Told }> {
  const idp = await scim.addIdp()
  const { token: secret, hash, hint } = newScimToken()
  await scim.store.write(async (tx) => {
    const row = { id: `s${idp.tokenId}`, idpId: idp.id, kind: 'secret' as const, hash, hint, state: 'live' as const }
    await tx.insert(tx.tables.scimTokens).values({ ...row, createdAt: new Date(), createdBy: 'test' })
  })
  const stage = {
    endpoint: scim.base(idp),
    publicEndpoint: `${env().url}/scim/1/${idp.id}/v2`,
    token: idp.token,
    secret,
    idpId: idp.id,
  }
  return { stage, told: begin(stage) }
}

const begin = ({ publicEndpoint, secret, idpId }: Stage): Told =>
  new Map([
    // Locations are built on the public address, whatever address was asked.
    [printed.endpoint, publicEndpoint],
    [printed.secret, secret],
    [printed.idpId, idpId],
  ])

/** The request of a step as it is sent. */
export type Sent = { method: string; target: string; headers: Record<string, string>; body: string | undefined }

export function requestOf(step: Step): Sent {
  const { method } = operationOf(step)
  const body = step.form ? new URLSearchParams(step.form).toString() : JSON.stringify(step.body)
  return {
    method,
    target: targetOf(step),
    headers: {
      ...step.headers,
      ...(step.form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      ...(step.body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
    },
    body,
  }
}

/** Sends what is printed, with what is real here, and answers what came as it would be printed. */
export async function tell(sent: Sent, stage: Stage, told: Told, step: Step): Promise<RecordedAnswer> {
  const real = (text: string) =>
    [...told].reduce((result, [name, value]) => {
      return result.replaceAll(name, value).replaceAll(encodeURIComponent(name), encodeURIComponent(value))
    }, text)
  const { access } = operationOf(step)
  const response = await fetch(stage.endpoint + real(sent.target), {
    method: sent.method,
    headers: {
      ...(access === 'bearer' && step.status !== 401 ? { Authorization: `Bearer ${stage.token}` } : {}),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { body: real(sent.body) }),
  })
  const text = await response.text()
  learn(text, step, told)
  const unreal = (value: string) => [...told].reduce((all, [name, own]) => all.replaceAll(own, name), value)
  const headers = shownHeaders.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, unreal(value)]]
  })
  return {
    status: response.status,
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(text === '' ? {} : { body: timeless(JSON.parse(unreal(text))) }),
  }
}

/** What the answer made up: ids by their order, a cursor, an access token. */
function learn(text: string, step: Step, told: Told): void {
  if (text === '') return
  const body = JSON.parse(text) as { id?: string; nextCursor?: string; access_token?: string; Operations?: object[] }
  const made = body.Operations
    ? body.Operations.map((each) => ((each as { location?: string }).location ?? '').split('/').at(-1) ?? '')
    : [body.id ?? '']
  for (const [index, name] of (step.makes ?? []).entries()) {
    const id = made[index]
    if (!id) throw new Error(`${keyOf(step)} made nothing that could be ${name}: ${text}`)
    told.set(name, id)
  }
  if (body.nextCursor) told.set(printed.nextCursor, body.nextCursor)
  if (body.access_token) told.set(printed.accessToken, body.access_token)
}

/** Times are those of the reference: a resource was created, and changed since or not. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless)
  if (typeof value !== 'object' || value === null) return value
  const { created, lastModified } = value as { created?: unknown; lastModified?: unknown }
  const times =
    created === undefined
      ? {}
      : {
          created: printed.created,
          lastModified: lastModified === created ? printed.created : printed.lastModified,
        }
  const rest = Object.entries(value).map(([key, inner]) => [key, timeless(inner)])
  return { ...(Object.fromEntries(rest) as object), ...times }
}

type Examples = Record<string, { value: unknown }>
type Content = Record<string, { schema: object; examples?: Examples }>
export type DocumentedOperation = {
  operationId: string
  parameters: { name: string; in: 'path' | 'query' | 'header'; examples?: Examples }[]
  requestBody?: { content: Content }
  responses: Record<
    string,
    { headers?: Record<string, { examples: Examples }>; content?: Content; 'x-examples'?: string[] }
  >
}

/** An operation of an OpenAPI document, with its path and method. */
export type Documented = { path: string; method: string; operation: DocumentedOperation }

/** The request of an example, from nothing but the document. */
export function documentedRequest({ path, method, operation }: Documented, name: string): Sent {
  const given = (place: string) =>
    operation.parameters.flatMap((parameter): [string, string][] => {
      const example = parameter.in === place ? parameter.examples?.[name] : undefined
      return example ? [[parameter.name, String(example.value)]] : []
    })
  const [, id = ''] = given('path')[0] ?? []
  const query = given('query').map((pair) => pair.map(encodeURIComponent).join('='))
  const [type = '', content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const body = content?.examples?.[name]?.value
  const isForm = type === 'application/x-www-form-urlencoded'
  return {
    method: method.toUpperCase(),
    target: `${path.replace('{id}', id)}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: { ...Object.fromEntries(given('header')), ...(body === undefined ? {} : { 'Content-Type': type }) },
    body: isForm ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body),
  }
}

/** What an example is answered, from the document. */
export function documentedAnswer({ operation }: Documented, name: string): RecordedAnswer | undefined {
  for (const [status, { headers = {}, content = {}, 'x-examples': bare = [] }] of Object.entries(operation.responses)) {
    const body = Object.values(content)[0]?.examples?.[name]
    if (!body && !bare.includes(name)) continue
    const shown = Object.entries(headers).flatMap(([header, { examples }]) => {
      return examples[name] ? [[header, String(examples[name].value)]] : []
    })
    return {
      status: Number(status),
      headers: Object.fromEntries(shown) as Record<string, string>,
      ...(body && { body: body.value }),
    }
  }
  return undefined
}
