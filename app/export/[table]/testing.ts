const now = new Date('2026-03-02T09:00:00Z')

/** Who exports in tests, signed in. */
export const administratorRow = {
  id: 'dana',
  email: 'dana@example.com',
  emailKey: 'dana@example.com',
  passwordHash: '',
  role: 'reader' as const,
  scimManagement: 'read' as const,
  isDisabled: false,
  createdAt: now,
}

export const sessionRow = () => ({
  id: 's',
  administratorId: 'dana',
  createdAt: now,
  lastSeenAt: new Date(),
  expiresAt: new Date(Date.now() + 3_600_000),
  address: '192.0.2.1',
  userAgent: 'Firefox',
  method: 'password' as const,
})

export const idpRow = {
  id: '1',
  organisationId: '1',
  name: 'Okta',
  nameKey: 'okta',
  status: 'enabled' as const,
  wizardStep: 3,
  singleSignOn: 'user' as const,
  usesArbitraryDomains: false,
  singleSignOnUrl: '',
  idpEntityId: '',
  signsSamlRequest: false,
  usesHttpRedirect: false,
  forcesAuthentication: false,
  sendsLoginHint: true,
  samlAttributesForPolicy: false,
  scimSync: true,
  scimAttributesForPolicy: false,
  onDeactivate: 'keep' as const,
  onForeignDomain: 'flag' as const,
  version: 1,
  createdAt: now,
  updatedAt: now,
}
