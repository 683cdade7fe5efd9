/** What makes an IdP send its first request, by the name of its guide. */
const hints: Readonly<Record<string, string>> = {
  'okta-zpa': 'In Okta, open Provisioning, Configure API Integration, and press Test API Credentials.',
  'okta-zia': 'In Okta, open Provisioning, Configure API Integration, and press Test API Credentials.',
  'entra-id': 'In Entra ID, open Provisioning, Admin Credentials, and press Test Connection.',
  pingfederate:
    'In PingFederate, activate the SP connection with Outbound Provisioning: it sends its first request by itself.',
  sailpoint: 'In SailPoint, open the source and press Test Connection.',
  'custom-client': 'Let your client read /Users, with the bearer token in its Authorization header.',
}

export const firstRequestHint = (guide: string): string =>
  hints[guide] ?? 'Let the IdP test its connection to the SCIM Service Provider Endpoint.'
