import { z } from 'zod'
import { readCertificates } from '#lib/saml/certificate.ts'
import type { Certificate } from '#lib/saml/certificate.ts'
import { confirmations, type IdpSettings, type IdpView } from '../idps/index.ts'
import { digit, epochSeconds, epochTime, toDigit } from './times.ts'

/** What the API calls the settings of an IdP: the reference's names where it has them, the portal's where it has none. */
export const idpFields: Readonly<Record<string, string>> = {
  singleSignOn: 'ssoType',
  usesArbitraryDomains: 'enableArbitraryAuthDomains',
  domains: 'domainList',
  singleSignOnUrl: 'loginUrl',
  status: 'enabled',
  signsSamlRequest: 'signSamlRequest',
  usesHttpRedirect: 'redirectBinding',
  forcesAuthentication: 'forceAuth',
  sendsLoginHint: 'loginHint',
  samlAttributesForPolicy: 'disableSamlBasedPolicy',
  scimSync: 'scimEnabled',
  scimAttributesForPolicy: 'enableScimBasedPolicy',
  samlAutoProvisioning: 'autoProvision',
  provisioning: 'autoProvision',
  certificate: 'certificates',
  isDefault: 'defaultIdp',
  hasOrgEntityId: 'orgSpecificEntityId',
  allowsUnsolicited: 'allowUnsolicited',
  singleLogoutUrl: 'logoutUrl',
  listsMembers: 'listMembers',
  typedName: 'confirmName',
}

const text = z.string().max(4_096)
const count = z.number().int().nullable()

/** What may be set of an IdP. Absent fields of a change stay as they are. */
const settable = {
  name: text,
  domainList: z.array(text).max(1_000).describe('Authentication Domains.'),
  enableArbitraryAuthDomains: digit,
  enabled: z.boolean(),
  loginUrl: text.describe('Single Sign-On URL.'),
  idpEntityId: text,
  logoutUrl: text.describe('Single Logout URL.'),
  loginNameAttribute: text,
  autoProvision: digit.describe('SAML Auto-Provisioning.'),
  signSamlRequest: digit,
  redirectBinding: z.boolean(),
  forceAuth: z.boolean(),
  loginHint: z.boolean(),
  allowUnsolicited: z.boolean(),
  disableSamlBasedPolicy: z.boolean(),
  scimEnabled: z.boolean().describe('SCIM Sync.'),
  enableScimBasedPolicy: z.boolean().describe('SCIM Attributes for Policy.'),
  defaultIdp: z.boolean(),
  orgSpecificEntityId: z.boolean(),
  displayNameAttribute: text,
  groupNameAttribute: text,
  departmentNameAttribute: text,
  metadataUrl: text,
  onDeactivate: z.enum(['keep', 'delete']),
  onForeignDomain: z.enum(['flag', 'refuse']),
  onReturningUser: z.enum(['refuse', 'restore']),
  onUnknownMember: z.enum(['refuse', 'skip']),
  requestsPerSecond: count,
  pageSize: z.number().int(),
  maximumPageSize: z.number().int(),
  groupsPerUser: count,
  listMembers: z.boolean(),
  logRetentionDays: z.number().int(),
  additionalAttributes: z.boolean(),
  acceptsCbcEncryption: z.boolean().describe('Assertions encrypted by AES-CBC, inside a signed response alone.'),
  guardsDeprovisioning: z.boolean().describe('Mass-deprovision guard.'),
  guardPercent: z.number().int(),
  guardMinimum: z.number().int(),
  guardExceptions: text.describe('Names of groups, a line each, whose emptying never counts.'),
}

const certificates = z
  .array(
    z.strictObject({
      certificate: z
        .string()
        .max(64 * 1024)
        .describe('PEM.'),
    }),
  )
  .max(20)
  .describe('Replaces all certificates of the IdP.')
const confirm = z
  .array(z.enum(confirmations))
  .default([])
  .describe('Consequences that are accepted: those that a 409 `confirmation.required` names.')

export const idpChange = z
  .strictObject({ ...settable, certificates, confirm })
  .partial()
  .meta({ id: 'IdpChange' })
export const idpCreation = z
  .strictObject({ ...settable, ssoType: z.tuple([z.literal('USER')]), certificates, confirm })
  .partial()
  .required({ name: true })
  .meta({ id: 'IdpCreation' })

const provider = z.strictObject({
  spEntityId: z.string(),
  spPostUrl: z.string(),
  spMetadataUrl: z.string(),
  certificateUrl: z.string(),
  spBaseUrl: z.string(),
})

export const idpJson = z
  .strictObject({
    id: z.string(),
    ...settable,
    creationTime: epochTime,
    modifiedTime: epochTime,
    ssoType: z.array(z.enum(['USER', 'ADMIN'])),
    setUp: z.enum(['finished', 'paused']).describe('Whether its set-up in the portal is over.'),
    scimServiceProviderEndpoint: z.string(),
    scimSharedSecretExists: z.boolean().describe('A bearer token or client secret works.'),
    certificates: z.array(
      z.strictObject({
        commonName: z.string(),
        serialNumber: z.string(),
        fingerprint: z.string(),
        validFrom: z.string(),
        validTo: z.string(),
      }),
    ),
    userMetadata: provider.optional(),
    adminMetadata: provider.optional(),
  })
  .meta({ id: 'Idp' })

export type IdpJson = z.output<typeof idpJson>

export function showIdp(view: IdpView): IdpJson {
  const base = view.spUrl.slice(0, view.spUrl.lastIndexOf('/'))
  const metadata = {
    spEntityId: view.spEntityId,
    spPostUrl: view.spUrl,
    spMetadataUrl: `${base}/metadata`,
    certificateUrl: `${base}/certificate`,
    spBaseUrl: base,
  }
  return {
    id: view.id,
    name: view.name,
    creationTime: epochSeconds(view.createdAt),
    modifiedTime: epochSeconds(view.updatedAt),
    enabled: view.status === 'enabled',
    setUp: view.status === 'resume' ? 'paused' : 'finished',
    ssoType: [view.singleSignOn === 'user' ? 'USER' : 'ADMIN'],
    domainList: view.domains,
    enableArbitraryAuthDomains: toDigit(view.usesArbitraryDomains),
    loginUrl: view.singleSignOnUrl,
    idpEntityId: view.idpEntityId,
    logoutUrl: view.singleLogoutUrl,
    loginNameAttribute: view.loginNameAttribute,
    autoProvision: toDigit(view.samlAutoProvisioning),
    signSamlRequest: toDigit(view.signsSamlRequest),
    redirectBinding: view.usesHttpRedirect,
    forceAuth: view.forcesAuthentication,
    loginHint: view.sendsLoginHint,
    allowUnsolicited: view.allowsUnsolicited,
    disableSamlBasedPolicy: !view.samlAttributesForPolicy,
    scimEnabled: view.scimSync,
    enableScimBasedPolicy: view.scimAttributesForPolicy,
    defaultIdp: view.isDefault,
    orgSpecificEntityId: view.hasOrgEntityId,
    displayNameAttribute: view.displayNameAttribute,
    groupNameAttribute: view.groupNameAttribute,
    departmentNameAttribute: view.departmentNameAttribute,
    metadataUrl: view.metadataUrl,
    onDeactivate: view.onDeactivate,
    onForeignDomain: view.onForeignDomain,
    onReturningUser: view.onReturningUser,
    onUnknownMember: view.onUnknownMember,
    requestsPerSecond: view.requestsPerSecond,
    pageSize: view.pageSize,
    maximumPageSize: view.maximumPageSize,
    groupsPerUser: view.groupsPerUser,
    listMembers: view.listsMembers,
    logRetentionDays: view.logRetentionDays,
    additionalAttributes: view.additionalAttributes,
    acceptsCbcEncryption: view.acceptsCbcEncryption,
    guardsDeprovisioning: view.guardsDeprovisioning,
    guardPercent: view.guardPercent,
    guardMinimum: view.guardMinimum,
    guardExceptions: view.guardExceptions,
    scimServiceProviderEndpoint: view.endpoint,
    scimSharedSecretExists: [...view.tokens, ...view.secrets].some(({ isExpired }) => !isExpired),
    certificates: view.certificates.map(({ commonName, serialNumber, fingerprint, validFrom, validTo }) => ({
      commonName,
      serialNumber,
      fingerprint,
      validFrom,
      validTo,
    })),
    ...(view.singleSignOn === 'user' ? { userMetadata: metadata } : { adminMetadata: metadata }),
  }
}

/** What of the settings a body says. */
export function settingsIn(body: z.output<typeof idpChange>): Partial<IdpSettings> {
  const is = (value: '0' | '1' | undefined) => (value === undefined ? undefined : value === '1')
  const wanted: { [Name in keyof IdpSettings]?: IdpSettings[Name] | undefined } = {
    name: body.name,
    usesArbitraryDomains: is(body.enableArbitraryAuthDomains),
    domains: body.domainList,
    singleSignOnUrl: body.loginUrl,
    idpEntityId: body.idpEntityId,
    status: body.enabled === undefined ? undefined : body.enabled ? 'enabled' : 'disabled',
    signsSamlRequest: is(body.signSamlRequest),
    usesHttpRedirect: body.redirectBinding,
    forcesAuthentication: body.forceAuth,
    sendsLoginHint: body.loginHint,
    samlAttributesForPolicy: body.disableSamlBasedPolicy === undefined ? undefined : !body.disableSamlBasedPolicy,
    scimSync: body.scimEnabled,
    scimAttributesForPolicy: body.enableScimBasedPolicy,
    onDeactivate: body.onDeactivate,
    onForeignDomain: body.onForeignDomain,
    onReturningUser: body.onReturningUser,
    onUnknownMember: body.onUnknownMember,
    requestsPerSecond: body.requestsPerSecond,
    pageSize: body.pageSize,
    maximumPageSize: body.maximumPageSize,
    groupsPerUser: body.groupsPerUser,
    listsMembers: body.listMembers,
    logRetentionDays: body.logRetentionDays,
    additionalAttributes: body.additionalAttributes,
    acceptsCbcEncryption: body.acceptsCbcEncryption,
    guardsDeprovisioning: body.guardsDeprovisioning,
    guardPercent: body.guardPercent,
    guardMinimum: body.guardMinimum,
    guardExceptions: body.guardExceptions,
    isDefault: body.defaultIdp,
    hasOrgEntityId: body.orgSpecificEntityId,
    loginNameAttribute: body.loginNameAttribute,
    allowsUnsolicited: body.allowUnsolicited,
    singleLogoutUrl: body.logoutUrl,
    samlAutoProvisioning: is(body.autoProvision),
    displayNameAttribute: body.displayNameAttribute,
    groupNameAttribute: body.groupNameAttribute,
    departmentNameAttribute: body.departmentNameAttribute,
    metadataUrl: body.metadataUrl,
  }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

/** The certificates that a body brings; undefined where it says nothing of them. Throws `AppError` `invalid`. */
export const certificatesIn = (body: z.output<typeof idpChange>): Certificate[] | undefined =>
  body.certificates?.flatMap(({ certificate }) => readCertificates(certificate))
