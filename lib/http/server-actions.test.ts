import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { isPermitted, type Permission, type Role, type ScimManagement } from '#lib/auth/permissions.ts'
import { auditActions, type AuditAction } from '#lib/services/audit.ts'

// Every server action there is: who may call it, and which audit rows it leaves (none where it reads alone). An action
// that is added without a line here fails, and so does a line without its action.

type Demand = 'public' | 'account' | 'account, confirmed' | Permission | `${Permission}, confirmed`
type Line = [Demand, ...AuditAction[]]

const table: Record<string, Record<string, Line>> = {
  'lib/auth/actions.ts': { signOut: ['public', 'session.end'], signOutEverywhere: ['public', 'session.end-all'] },
  'app/(public)/sign-in/actions.ts': {
    signInAction: ['public', 'session.create', 'session.refuse'],
    signInWithCodeAction: ['public', 'session.create', 'session.refuse', 'recovery-codes.use'],
    signInWithSsoAction: ['public'],
    beginPasskeySignInAction: ['public'],
    signInWithPasskeyAction: ['public', 'session.create', 'session.refuse'],
  },
  'app/(public)/setup/actions.ts': {
    checkSetupLinkAction: ['public'],
    setupAction: ['public', 'administrator.create', 'organisation.update', 'session.create'],
  },
  'app/(public)/choose-password/actions.ts': {
    checkPasswordLinkAction: ['public'],
    choosePasswordAction: ['public', 'administrator.set-password', 'session.create'],
  },
  'app/(portal)/account/actions.ts': {
    confirmIdentityAction: ['account', 'session.confirm', 'session.refuse'],
    changePasswordAction: ['account, confirmed', 'administrator.set-password'],
    beginTotpAction: ['account, confirmed'],
    addTotpAction: ['account, confirmed', 'second-factor.add'],
    removeTotpAction: ['account, confirmed', 'second-factor.remove'],
    beginPasskeyAction: ['account, confirmed'],
    addPasskeyAction: ['account, confirmed', 'passkey.add'],
    renamePasskeyAction: ['account', 'passkey.update'],
    removePasskeyAction: ['account, confirmed', 'passkey.remove'],
    renewRecoveryCodesAction: ['account, confirmed', 'recovery-codes.generate'],
    revokeOwnSessionAction: ['account', 'session.revoke'],
  },
  'app/(portal)/administration/administrators/actions.ts': {
    inviteAction: ['administer, confirmed', 'administrator.invite'],
    changeAdministratorAction: ['administer, confirmed', 'administrator.update'],
    disableAdministratorAction: ['administer, confirmed', 'administrator.disable'],
    enableAdministratorAction: ['administer, confirmed', 'administrator.enable'],
    deleteAdministratorAction: ['administer, confirmed', 'administrator.delete'],
    issuePasswordLinkAction: ['administer, confirmed', 'password-link.issue'],
    resetSecondFactorsAction: ['administer, confirmed', 'administrator.reset-mfa'],
    requireSecondFactorAction: ['administer, confirmed', 'setting.update'],
    revokeSessionAction: ['administer', 'session.revoke'],
    revokeSessionsAction: ['administer', 'session.revoke'],
  },
  'app/(portal)/administration/activation/actions.ts': {
    activateAction: ['configure', 'configuration.activate'],
    discardDraftAction: ['configure', 'configuration.discard'],
    discardChangeAction: ['configure', 'configuration.discard'],
    startImpactAction: ['configure'],
    readImpactAction: ['read'],
    cancelImpactAction: ['configure'],
    impactedPeopleAction: ['read'],
    changeEffectAction: ['administer', 'setting.update'],
    versionChangesAction: ['read'],
    restoreVersionAction: ['configure', 'configuration.restore'],
  },
  'app/(portal)/administration/api-keys/actions.ts': {
    createApiKeyAction: ['administer, confirmed', 'api-key.create'],
    revokeApiKeyAction: ['administer', 'api-key.revoke'],
  },
  'app/(portal)/administration/alerts/actions.ts': {
    acknowledgeAlertAction: ['configure', 'alert.acknowledge'],
    muteAlertsAction: ['configure', 'alert.mute'],
    unmuteAlertsAction: ['configure', 'alert.unmute'],
    createDestinationAction: ['administer, confirmed', 'alert-destination.create'],
    changeDestinationAction: ['administer, confirmed', 'alert-destination.update'],
    deleteDestinationAction: ['administer', 'alert-destination.delete'],
    renewSecretAction: ['administer, confirmed', 'alert-destination.rotate-secret'],
    testDestinationAction: ['administer', 'alert-destination.test'],
    redeliverAction: ['administer', 'alert-delivery.redeliver'],
    changeMailServerAction: ['administer, confirmed', 'setting.update'],
  },
  'app/(portal)/administration/reachability/actions.ts': { checkReachabilityAction: ['configure'] },
  'app/(portal)/administration/audit-logs/actions.ts': { verifyAuditAction: ['read'] },
  'app/(portal)/table-settings.ts': {
    keepTableSettingsAction: ['read', 'table-settings.update', 'table-settings.reset'],
  },
  'app/(portal)/stay-signed-in.ts': { staySignedIn: ['account'] },
  'app/(portal)/saved-filters.ts': {
    saveFilter: ['read', 'saved-filter.create'],
    changeFilter: ['read', 'saved-filter.update'],
    deleteFilter: ['read', 'saved-filter.delete'],
    setDefaultFilter: ['read', 'saved-filter.update'],
    rememberFilter: ['read'],
  },
  'app/(portal)/authentication/idp-configuration/actions.ts': {
    startIdp: ['provision', 'idp.create'],
    planIdp: ['provision'],
    saveIdp: ['provision', 'idp.update', 'token.save'],
    readCertificate: ['provision'],
    readMetadata: ['provision'],
    generateToken: ['provision', 'token.generate'],
    discardToken: ['provision', 'token.discard'],
    limitToken: ['provision', 'token.update'],
    revokeToken: ['provision', 'token.revoke'],
    countDeletion: ['provision'],
    deleteIdp: ['provision', 'idp.delete'],
  },
  'app/(portal)/authentication/idp-configuration/saml-actions.ts': {
    readMetadataAt: ['provision'],
    refreshMetadata: ['provision', 'metadata.find'],
    approveMetadata: ['provision', 'idp.update'],
    dismissMetadata: ['provision', 'metadata.dismiss'],
    rotateSpCertificate: ['provision', 'certificate.add', 'certificate.rotate', 'certificate.remove'],
  },
  'app/(portal)/authentication/idp-configuration/[id]/readiness/actions.ts': {
    enterNumbersAction: ['provision', 'expected-numbers.update'],
    previewFileAction: ['provision'],
    startComparisonAction: ['provision'],
    cancelComparisonAction: ['provision'],
    forgetComparisonAction: ['provision'],
    readComparisonAction: ['read'],
  },
  'app/(portal)/authentication/scim/rehearsal/actions.ts': { rehearseAction: ['provision'] },
  'app/(portal)/authentication/idp-configuration/[id]/held-requests/actions.ts': {
    decideOnHeldAction: ['provision', 'deprovision-guard.allow', 'deprovision-guard.refuse'],
    allowEverythingAction: ['provision', 'deprovision-guard.allow-all', 'deprovision-guard.end-allowance'],
  },
  'app/(portal)/authentication/idp-configuration/[id]/try-it/actions.ts': {
    tryRequestAction: ['provision', 'scim.try'],
  },
  'app/(portal)/authentication/saml-attributes/actions.ts': {
    addSamlAttributes: ['provision', 'saml-attribute.create'],
    changeSamlAttribute: ['provision', 'saml-attribute.update'],
    deleteSamlAttribute: ['provision', 'saml-attribute.delete'],
  },
  'app/(portal)/authentication/user-sessions/actions.ts': {
    revokeUserSession: ['configure', 'user-session.revoke'],
    revokeSessionsOfUser: ['configure', 'user-session.revoke'],
    revokeSessionsOfIdp: ['configure', 'user-session.revoke'],
    revokeSelectedSessions: ['configure', 'user-session.revoke'],
  },
  'app/(portal)/policy/applications/actions.ts': {
    createApplicationAction: ['configure', 'application.create'],
    changeApplicationAction: ['configure', 'application.update'],
    deleteApplicationAction: ['configure', 'application.delete'],
    createSegmentGroupAction: ['configure', 'segment-group.create'],
    changeSegmentGroupAction: ['configure', 'segment-group.update'],
    deleteSegmentGroupAction: ['configure', 'segment-group.delete'],
  },
  'app/(portal)/policy/rule-actions.ts': {
    listRuleChoicesAction: ['configure'],
    createRuleAction: ['configure', 'policy.create'],
    changeRuleAction: ['configure', 'policy.update'],
    changeDefaultRuleAction: ['configure', 'policy.update'],
    copyRuleAction: ['configure', 'policy.create'],
    moveRuleAction: ['configure', 'policy.reorder'],
    setRuleEnabledAction: ['configure', 'policy.enable', 'policy.disable'],
    deleteRuleAction: ['configure', 'policy.delete'],
  },
  'app/(portal)/policy/simulator/actions.ts': {
    blockUserAction: ['configure', 'user.block'],
    unblockUserAction: ['configure', 'user.unblock'],
  },
  'app/(portal)/user-management/actions.ts': {
    listChoices: ['configure'],
    createUser: ['configure', 'user.create'],
    changeUser: ['configure', 'user.update'],
    setUsersActive: ['configure', 'user.deactivate', 'user.reactivate'],
    setSelectedActive: ['configure', 'user.deactivate', 'user.reactivate'],
    countSelected: ['configure'],
    deleteUser: ['configure', 'user.delete'],
    deleteSelected: ['configure', 'user.delete'],
    createGroup: ['configure', 'group.create'],
    changeGroup: ['configure', 'group.update'],
    deleteGroup: ['configure', 'group.delete'],
    createDepartment: ['configure', 'department.create'],
    changeDepartment: ['configure', 'department.update'],
    deleteDepartment: ['configure', 'department.delete'],
  },
  'app/(portal)/authentication/settings/actions.ts': {
    saveSettingsAction: ['configure', 'setting.update'],
    forceReauthenticationAction: ['configure', 'reauthentication.force'],
    changeEnforcementAction: ['administer, confirmed', 'sso-enforcement.update'],
    changeRolesAction: ['administer, confirmed', 'idp-roles.update'],
  },
  'app/(portal)/administration/advanced-settings/actions.ts': {
    addExemptedUrlsAction: ['configure', 'exempted-url.add'],
    removeExemptedUrlsAction: ['configure', 'exempted-url.remove'],
    changePacProxyAction: ['configure', 'setting.update'],
    testPacAction: ['read'],
  },
  'app/(portal)/policy/decision-log/actions.ts': { changeLogSettings: ['configure', 'setting.update'] },
  'app/(portal)/policy/locations/actions.ts': {
    createLocationAction: ['configure', 'location.create'],
    changeLocationAction: ['configure', 'location.update'],
    deleteLocationAction: ['configure', 'location.delete'],
    tryChoiceAction: ['read'],
  },
  'app/(portal)/user-management/import/import-actions.ts': {
    applyImport: ['configure', 'import.apply'],
    readProgress: ['configure'],
    discardImport: ['configure', 'import.discard'],
  },
}

const request = vi.hoisted(() => ({
  origin: 'https://rollcall.example.com' as string | null,
  session: undefined as { id: string; confirmedAt: Date; administrator: object; isRestricted: boolean } | undefined,
}))
vi.mock('#lib/env.ts', () => ({
  env: () => ({ url: 'https://rollcall.example.com', secret: 'a secret of thirty-two characters' }),
}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(request.origin === null ? {} : { origin: request.origin }),
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
}))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next/navigation', () => ({
  redirect: () => {
    throw new Error('went elsewhere')
  },
}))
vi.mock('#lib/auth/session.ts', () => ({
  accountSession: async () => request.session,
  currentSession: async () => (request.session?.isRestricted ? undefined : request.session),
  actorOf: async () => ({ id: 'dana', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'Firefox' }),
  keepSession: async () => undefined,
  dropSession: async () => undefined,
}))

const root = resolve(import.meta.dirname, '../..')
const files = execFileSync('git', ['ls-files', 'app', 'lib', 'components'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && existsSync(join(root, path)))
  .filter((path) => /^'use server'/m.test(readFileSync(join(root, path), 'utf8')))

let opened: Awaited<ReturnType<typeof openTestStore>>
beforeAll(async () => {
  opened = await openTestStore()
  useStore(opened.store)
})
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})

type Caller = { role: Role; scimManagement: ScimManagement; isConfirmed?: boolean; isRestricted?: boolean }
const everyone: Caller[] = (['owner', 'editor', 'reader'] as const).flatMap((role) =>
  (['full', 'read'] as const).map((scimManagement) => ({ role, scimManagement })),
)

function enter(caller: Caller | undefined): void {
  request.session = caller && {
    id: 'session',
    confirmedAt: caller.isConfirmed === false ? new Date(0) : new Date(),
    administrator: { id: 'dana', email: 'dana@example.com', name: '', ...caller },
    isRestricted: caller.isRestricted ?? false,
  }
}

/** Whether the action lets its caller as far as its input, which is none. */
async function admits(action: unknown): Promise<boolean> {
  try {
    // A `stateAction` takes the state before its input.
    const result = await (action as (...args: unknown[]) => Promise<{ serverError?: { code: string } } | undefined>)(
      {},
      {},
    )
    return !['unauthenticated', 'forbidden', 'unconfirmed'].includes(result?.serverError?.code ?? '')
  } catch (error) {
    return !(error instanceof Error && error.name === 'AppError')
  }
}

test('every file of server actions is in the table', () => {
  expect(files.toSorted()).toEqual(Object.keys(table).toSorted())
})

test('the audit rows are those that there are', () => {
  const named = Object.values(table).flatMap((lines) => Object.values(lines).flatMap(([, ...actions]) => actions))
  expect(named.filter((action) => !auditActions.includes(action))).toEqual([])
})

describe.each(Object.entries(table))('%s', (file, lines) => {
  let actions: Record<string, unknown>
  beforeAll(async () => {
    actions = (await import(join(root, file))) as Record<string, unknown>
  })

  test('has these actions and no others', () => {
    expect(Object.keys(actions).toSorted()).toEqual(Object.keys(lines).toSorted())
  })

  test.each(Object.entries(lines))('%s', async (name, [demand]) => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const action = actions[name]
    const [wanted = '', confirmed] = demand.split(', ')

    enter({ role: 'owner', scimManagement: 'full' })
    request.origin = 'https://evil.example'
    expect(await admits(action), 'from a foreign page').toBe(false)
    request.origin = 'https://rollcall.example.com'

    enter(undefined)
    expect(await admits(action), 'without a session').toBe(wanted === 'public')
    if (wanted === 'public') return

    for (const caller of everyone) {
      enter(caller)
      const isAllowed = wanted === 'account' || isPermitted(caller, wanted as Permission)
      expect(await admits(action), `${caller.role}, SCIM Management ${caller.scimManagement}`).toBe(isAllowed)
    }
    enter({ role: 'owner', scimManagement: 'full', isConfirmed: false })
    expect(await admits(action), 'an owner of long ago').toBe(confirmed === undefined)
    enter({ role: 'owner', scimManagement: 'full', isRestricted: true })
    expect(await admits(action), 'an owner without the second factor').toBe(wanted === 'account')
  })
})
