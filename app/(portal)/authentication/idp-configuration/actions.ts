'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import { readCertificates } from '#lib/saml/certificate.ts'
import * as idps from '#lib/services/idps/index.ts'

const action = actionFor('provision')

// Shapes only: what a name, a domain or a certificate may be is judged by the services, which name the field.
const id = z.string().regex(/^\d{1,30}$/)
const text = z.string().max(10_000)
/** A file's content: text, or base64 of bytes. */
const content = z.string().max(1_500_000)

const information = {
  name: text,
  singleSignOn: z.enum(['user', 'admin']),
  usesArbitraryDomains: z.boolean(),
  domains: z.array(text).max(1000),
}

const settings = z
  .object({
    ...information,
    singleSignOnUrl: text,
    idpEntityId: text,
    status: z.enum(['enabled', 'disabled']),
    signsSamlRequest: z.boolean(),
    usesHttpRedirect: z.boolean(),
    forcesAuthentication: z.boolean(),
    sendsLoginHint: z.boolean(),
    samlAttributesForPolicy: z.boolean(),
    scimSync: z.boolean(),
    scimAttributesForPolicy: z.boolean(),
    onDeactivate: z.enum(['keep', 'delete']),
    onForeignDomain: z.enum(['flag', 'refuse']),
    onReturningUser: z.enum(['refuse', 'restore']),
    onUnknownMember: z.enum(['refuse', 'skip']),
    requestsPerSecond: z.number().nullable(),
    pageSize: z.number(),
    maximumPageSize: z.number(),
    groupsPerUser: z.number().nullable(),
    listsMembers: z.boolean(),
    logRetentionDays: z.number(),
    guardsDeprovisioning: z.boolean(),
    guardPercent: z.number(),
    guardMinimum: z.number(),
    guardExceptions: text,
    additionalAttributes: z.boolean(),
    isDefault: z.boolean(),
    hasOrgEntityId: z.boolean(),
    loginNameAttribute: text,
    allowsUnsolicited: z.boolean(),
    acceptsCbcEncryption: z.boolean(),
    singleLogoutUrl: text,
    samlAutoProvisioning: z.boolean(),
    displayNameAttribute: text,
    groupNameAttribute: text,
    departmentNameAttribute: text,
    roleAttribute: text,
    metadataUrl: text,
  })
  .partial()

const expires = z.union([z.enum(['never', '90-days', '1-year', '2-years']), z.object({ date: z.string().max(100) })])
const allowedNetworks = z.array(text).max(1000)
const tokenId = z.string().max(40)

const change = z.object({
  id,
  version: z.number().int().optional(),
  opened: z.object({ settings, certificates: z.array(z.string().max(200)).max(100) }).optional(),
  settings,
  certificate: content.optional(),
  pendingTokenId: tokenId.optional(),
  pendingTokenLimits: z.object({ expires, allowedNetworks }).optional(),
  wizard: z
    .union([z.object({ pause: z.union([z.literal(1), z.literal(2), z.literal(3)]) }), z.literal('finish')])
    .optional(),
  confirmed: z.array(z.enum(idps.confirmations)).optional(),
})

/** The parts of a form as the service takes them. */
const toChange = ({ id: _id, certificate, settings, opened, ...rest }: z.infer<typeof change>): idps.IdpChange =>
  withoutUndefined({
    ...rest,
    ...(opened ? { opened: { ...opened, settings: withoutUndefined(opened.settings) } } : {}),
    settings: withoutUndefined(settings),
    ...(certificate === undefined ? {} : { certificates: readCertificates(certificate) }),
  })

const withoutUndefined = <T extends object>(value: T) =>
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the same object, less the keys without a value
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const refresh = () => revalidatePath('/authentication/idp-configuration', 'layout')

export const startIdp = action.inputSchema(z.object(information)).action(async ({ parsedInput, ctx }) => {
  const started = await idps.startIdp(parsedInput, ctx.actor)
  refresh()
  return started
})

export const planIdp = action
  .inputSchema(change)
  .action(async ({ parsedInput, ctx }) => idps.planChange(parsedInput.id, toChange(parsedInput), ctx.actor))

export const saveIdp = action.inputSchema(change).action(async ({ parsedInput, ctx }) => {
  await idps.changeIdp(parsedInput.id, toChange(parsedInput), ctx.actor)
  refresh()
  return idps.getIdpView(parsedInput.id)
})

export const readCertificate = action
  .inputSchema(z.object({ content }))
  .action(async ({ parsedInput }) => idps.readUploadedCertificate(parsedInput.content))

export const readMetadata = action
  .inputSchema(z.object({ content }))
  .action(async ({ parsedInput }) => idps.readUploadedMetadata(parsedInput.content))

export const generateToken = action
  .inputSchema(z.object({ id, kind: z.enum(['bearer', 'secret']) }))
  .action(async ({ parsedInput, ctx }) => idps.generateToken(parsedInput.id, ctx.actor, parsedInput.kind))

export const discardToken = action.inputSchema(z.object({ id, tokenId })).action(async ({ parsedInput, ctx }) => {
  await idps.discardToken(parsedInput.id, parsedInput.tokenId, ctx.actor)
  return { isDone: true }
})

export const limitToken = action
  .inputSchema(z.object({ id, tokenId, limits: z.object({ expires: expires.optional(), allowedNetworks }) }))
  .action(async ({ parsedInput, ctx }) => {
    await idps.limitToken(parsedInput.id, parsedInput.tokenId, withoutUndefined(parsedInput.limits), ctx.actor)
    refresh()
    return idps.getIdpView(parsedInput.id)
  })

export const revokeToken = action
  .inputSchema(z.object({ id, tokenId, typedHint: z.string().max(40).optional() }))
  .action(async ({ parsedInput, ctx }) => {
    await idps.revokeToken(parsedInput.id, parsedInput.tokenId, parsedInput.typedHint, ctx.actor)
    refresh()
    return idps.getIdpView(parsedInput.id)
  })

export const countDeletion = action
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput }) => idps.countDeletion(parsedInput.id))

export const deleteIdp = action.inputSchema(z.object({ id, typedName: text })).action(async ({ parsedInput, ctx }) => {
  await idps.deleteIdp(parsedInput.id, parsedInput.typedName, ctx.actor)
  refresh()
  return { isDone: true }
})
