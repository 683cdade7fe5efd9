/** What a key of the Management API may be used for: whoever makes one grants as little as its task takes. */
export const apiScopes = [
  'idps:read',
  'idps:write',
  'scim:read',
  'policies:read',
  'policies:write',
  'applications:read',
  'applications:write',
  'logs:read',
  'decisions',
  'activation',
] as const

export type ApiScope = (typeof apiScopes)[number]

/** What a scope allows, for whoever chooses one. */
export const scopeWords: Readonly<Record<ApiScope, string>> = {
  'idps:read': 'Read IdP configurations and SAML attributes',
  'idps:write': 'Change IdP configurations and SAML attributes',
  'scim:read': 'Read SCIM users, groups, attributes and their values',
  'policies:read': 'Read policy rules and locations',
  'policies:write': 'Change policy rules and locations',
  'applications:read': 'Read applications and segment groups',
  'applications:write': 'Change applications and segment groups',
  'logs:read': 'Read SCIM Sync Logs, the sign-in log, the decision log and Audit Logs',
  decisions: 'Ask for decisions',
  activation: 'Read what is not activated yet, and activate it',
}
