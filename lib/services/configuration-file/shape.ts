import { z } from 'zod'
import { clientTypes, platforms } from '#lib/policy/rule.ts'
import { defaultSettings, type IdpSettings } from '../idps/index.ts'

// The configuration file. Things are named, not numbered, so that it can be applied to another installation.

const text = z.string()
const join = z.enum(['or', 'and'])

/** Settings whose words are fixed; what the others are follows from their defaults. */
const words = {
  singleSignOn: z.enum(['user', 'admin']),
  onDeactivate: z.enum(['keep', 'delete']),
  onForeignDomain: z.enum(['flag', 'refuse']),
  onReturningUser: z.enum(['refuse', 'restore']),
  onUnknownMember: z.enum(['refuse', 'skip']),
} satisfies Partial<Record<keyof IdpSettings, z.ZodType>>

/** Beside the settings: a set-up that is not over is `paused`. The role attribute comes with the roles. */
type FileSettings = Omit<IdpSettings, 'name' | 'status'>

const { name: _name, status: _status, ...settable } = defaultSettings

const settingOf = (value: unknown): z.ZodType => {
  if (typeof value === 'boolean') return z.boolean()
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return z.array(text)
  return z.number().int().nullable()
}

const settings = Object.fromEntries(
  Object.entries(settable).map(([field, value]) => [
    field,
    ((words as Record<string, z.ZodType>)[field] ?? settingOf(value)).default(value as never),
  ]),
) as unknown as { [Field in keyof FileSettings]: z.ZodDefault<z.ZodType<FileSettings[Field]>> }

/** What a thing was called before: it is renamed where it is there under that name still, instead of made anew. */
const formerName = text.optional()

const idp = z.strictObject({
  name: text,
  formerName,
  status: z.enum(['enabled', 'disabled', 'paused']).default('disabled'),
  ...settings,
  certificates: z.array(text).default([]),
  samlAttributes: z.array(z.strictObject({ name: text, formerName, samlAttribute: text })).default([]),
  roles: z
    .array(
      z.strictObject({
        value: text,
        role: z.enum(['owner', 'editor', 'reader']),
        scimManagement: z.enum(['full', 'read']),
      }),
    )
    .default([]),
})

const place = {
  name: text,
  formerName,
  ranges: z.array(text),
  enforcesAuthentication: z.boolean().default(false),
  idp: text.nullable().default(null),
}
const location = z.strictObject({ ...place, sublocations: z.array(z.strictObject(place)).default([]) })

/** By name; by id where it is gone, so that nothing is lost. */
const named = z.union([text, z.strictObject({ id: text })])
export type Named = z.output<typeof named>

const item = z.union([
  z.strictObject({ anySamlAttribute: z.literal(true) }),
  z.strictObject({ samlAttribute: named, value: text }),
  z.strictObject({ scimAttribute: text, value: text }),
  z.strictObject({ scimGroup: named }),
])

const criteria = z
  .strictObject({
    applications: z.array(named),
    segmentGroups: z.array(named),
    identity: z.strictObject({
      join: join.default('or'),
      idps: z.array(z.strictObject({ idp: named, join: join.default('or'), items: z.array(item) })),
    }),
    trustedNetworks: z.array(text),
    locations: z.array(named),
    clientTypes: z.array(z.enum(Object.keys(clientTypes) as (keyof typeof clientTypes)[])),
    platforms: z.array(z.enum(Object.keys(platforms) as (keyof typeof platforms)[])),
    countryCodes: z.array(text),
  })
  .partial()
export type FileCriteria = z.output<typeof criteria>

const common = {
  name: text,
  formerName,
  description: text.default(''),
  isEnabled: z.boolean().default(true),
  criteria: criteria.default({}),
}
const accessOutcome = { action: z.enum(['allow', 'block']), message: text.default('') }
const forwardingOutcome = { action: z.enum(['bypass', 'forward-allowed', 'forward']) }
const seconds = z.number().int().nullable()
const timeoutOutcome = { authenticationSeconds: seconds, idleSeconds: seconds, message: text.default('') }
const description = text.default('')

export const fileShape = z.strictObject({
  rollcall: z.literal(1),
  authenticationSettings: z.strictObject({
    authenticationType: z.enum(['saml', 'form']),
    primaryDomain: text,
    secondaryDomains: z.array(text),
    sessionTimeoutMinutes: z.number().int(),
    frequency: z.enum(['daily', 'once', 'session', 'custom']),
    frequencyDays: z.number().int(),
    pacProxy: text,
  }),
  exemptedUrls: z.array(text),
  idps: z.array(idp),
  locations: z.array(location),
  segmentGroups: z.array(z.strictObject({ name: text, formerName, description, isEnabled: z.boolean().default(true) })),
  applications: z.array(
    z.strictObject({
      name: text,
      formerName,
      description,
      isEnabled: z.boolean().default(true),
      domains: z.array(text),
      tcpPorts: text.default(''),
      udpPorts: text.default(''),
      segmentGroup: text.nullable().default(null),
    }),
  ),
  policies: z.strictObject({
    access: z.array(z.strictObject({ ...common, ...accessOutcome })),
    forwarding: z.array(z.strictObject({ ...common, ...forwardingOutcome })),
    timeout: z.array(z.strictObject({ ...common, ...timeoutOutcome })),
    defaults: z.strictObject({
      forwarding: z.strictObject({ description, ...forwardingOutcome }),
      timeout: z.strictObject({ description, ...timeoutOutcome }),
    }),
  }),
})

/** The whole configuration, but for secrets. */
export type ConfigurationFile = z.output<typeof fileShape>
export type FileIdp = ConfigurationFile['idps'][number]
export type FileRule = ConfigurationFile['policies'][keyof Omit<ConfigurationFile['policies'], 'defaults'>][number]
