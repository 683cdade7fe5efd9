/** The fields of `SamlFields` and `ProvisioningOptions`, which show their own messages. */
export const samlFieldNames: readonly string[] = [
  'metadata',
  'metadataUrl',
  'singleSignOnUrl',
  'idpEntityId',
  'certificate',
  'status',
  'loginNameAttribute',
  'singleLogoutUrl',
  'provisioning',
  'displayNameAttribute',
  'groupNameAttribute',
  'departmentNameAttribute',
]
