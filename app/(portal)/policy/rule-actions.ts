'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { store } from '#db/index.ts'
import { action } from '#lib/http/action.ts'
import { defaultRulePolicies } from '#lib/policy/default-rule.ts'
import { accessActions, clientTypes, forwardingActions, platforms, policies } from '#lib/policy/rule.ts'
import { edited } from '#lib/services/configuration/index.ts'
import {
  changeDefaultRule,
  changeRule,
  copyRule,
  createRule,
  deleteRule,
  moveRule,
  setRuleEnabled,
} from '#lib/services/policy/index.ts'
import { listRuleChoices } from '#lib/services/policy/rule-choices.ts'

// Shapes only: what a name, a timeout or a criterion may be is judged by the services, which name the field.
const id = z.string().max(64)
const text = z.string().max(10_000)
const keysOf = <Key extends string>(labels: Readonly<Record<Key, string>>) => z.enum(Object.keys(labels) as Key[])
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(2_000).readonly()
const join = z.enum(['or', 'and'])

const item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any-saml') }),
  z.object({ kind: z.literal('saml'), attributeId: id, value: text }),
  z.object({ kind: z.literal('scim'), attribute: z.string().max(200), value: text }),
  z.object({ kind: z.literal('scim-group'), groupId: id }),
])
const criteria = z.object({
  applicationIds: list(id),
  segmentGroupIds: list(id),
  identity: z.object({
    join,
    idps: z
      .array(z.object({ idpId: id, join, items: list(item) }))
      .max(200)
      .readonly(),
  }),
  trustedNetworks: list(z.string().max(200)),
  locationIds: list(id),
  clientTypes: list(keysOf(clientTypes)),
  platforms: list(keysOf(platforms)),
  countryCodes: list(z.string().max(10)),
})
const seconds = z.number().nullable()
const outcome = z.discriminatedUnion('policy', [
  z.object({ policy: z.literal('access'), action: keysOf(accessActions), message: text }),
  z.object({ policy: z.literal('forwarding'), action: keysOf(forwardingActions) }),
  z.object({ policy: z.literal('timeout'), message: text, authenticationSeconds: seconds, idleSeconds: seconds }),
])
const entry = z.object({ name: text, description: text, isEnabled: z.boolean(), outcome, criteria })

const refresh = () => revalidatePath('/policy', 'layout')

export const listRuleChoicesAction = action.action(async () => listRuleChoices(await edited(store().report)))

export const createRuleAction = action
  .inputSchema(z.object({ policy: z.enum(policies), entry }))
  .action(async ({ parsedInput, ctx }) => {
    const made = await createRule(parsedInput.policy, parsedInput.entry, ctx.actor)
    refresh()
    return made
  })

export const changeRuleAction = action
  .inputSchema(z.object({ id, version: z.number().int(), entry, opened: entry }))
  .action(async ({ parsedInput: { entry: wanted, ...seen }, ctx }) => {
    await changeRule(seen.id, wanted, seen, ctx.actor)
    refresh()
    return { isDone: true }
  })

const defaultEntry = z.object({ description: text, outcome })

export const changeDefaultRuleAction = action
  .inputSchema(
    z.object({
      policy: z.enum(defaultRulePolicies),
      version: z.number().int(),
      entry: defaultEntry,
      opened: defaultEntry,
    }),
  )
  .action(async ({ parsedInput: { policy, entry: wanted, ...seen }, ctx }) => {
    await changeDefaultRule(policy, wanted, seen, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const copyRuleAction = action.inputSchema(z.object({ id, name: text })).action(async ({ parsedInput, ctx }) => {
  const made = await copyRule(parsedInput.id, parsedInput.name, ctx.actor)
  refresh()
  return made
})

export const moveRuleAction = action
  .inputSchema(z.object({ id, order: z.number() }))
  .action(async ({ parsedInput, ctx }) => {
    await moveRule(parsedInput.id, parsedInput.order, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const setRuleEnabledAction = action
  .inputSchema(z.object({ id, isEnabled: z.boolean() }))
  .action(async ({ parsedInput, ctx }) => {
    await setRuleEnabled(parsedInput.id, parsedInput.isEnabled, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteRuleAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await deleteRule(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})
