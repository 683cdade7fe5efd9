/** What an IdP's sign-in pages need before anybody is signed in, by the IdP: added by one click. */
export const knownSets = [
  { id: 'okta', label: 'Okta', urls: ['.okta.com', '.oktacdn.com'] },
  {
    id: 'entra',
    label: 'Microsoft Entra ID',
    urls: [
      'login.windows.net',
      'login.microsoftonline.com',
      '.windowsazure.com',
      'aadcdn.msauth.net',
      'aadcdn.msftauth.net',
    ],
  },
] as const satisfies readonly { id: string; label: string; urls: readonly string[] }[]
