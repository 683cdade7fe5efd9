/** The menu. An entry stands here only once what is behind it exists. */
export type Entry = {
  label: string
  href: string
  icon: IconName
  /** Pages beside it, by tabs: the command menu goes there too. */
  within?: readonly { label: string; href: string }[]
}
export type Section = { label?: string; entries: readonly Entry[] }
export type Area = { label: string | undefined; sections: readonly Section[] }
export type IconName =
  | 'overview'
  | 'idp'
  | 'sessions'
  | 'attributes'
  | 'users'
  | 'groups'
  | 'departments'
  | 'logs'
  | 'administrators'
  | 'audit'
  | 'keys'
  | 'alerts'
  | 'reachability'
  | 'locations'
  | 'settings'
  | 'simulator'
  | 'applications'
  | 'policy'
  | 'activation'
  | 'forwarding'
  | 'timeout'

export const overview: Entry = { label: 'Overview', href: '/', icon: 'overview' }

export const areas: readonly Area[] = [
  {
    label: 'Authentication',
    sections: [
      {
        label: 'User Authentication',
        entries: [
          { label: 'IdP Configuration', href: '/authentication/idp-configuration', icon: 'idp' },
          {
            label: 'User Sessions',
            href: '/authentication/user-sessions',
            icon: 'sessions',
            within: [
              { label: 'Sign-in Log', href: '/authentication/user-sessions/sign-in-log' },
              { label: 'Not Provisioned', href: '/authentication/user-sessions/not-provisioned' },
            ],
          },
          {
            label: 'Authentication Settings',
            href: '/authentication/settings',
            icon: 'settings',
            within: [{ label: 'Administrator SSO', href: '/authentication/settings/administrators' }],
          },
        ],
      },
      {
        label: 'SAML Management',
        entries: [{ label: 'SAML Attributes', href: '/authentication/saml-attributes', icon: 'attributes' }],
      },
      {
        label: 'SCIM Management',
        entries: [
          { label: 'SCIM Attributes', href: '/authentication/scim/attributes', icon: 'attributes' },
          { label: 'SCIM Users', href: '/authentication/scim/users', icon: 'users' },
          { label: 'SCIM Groups', href: '/authentication/scim/groups', icon: 'groups' },
          { label: 'SCIM Sync Logs', href: '/authentication/scim/sync-logs', icon: 'logs' },
          { label: 'SCIM Rehearsal', href: '/authentication/scim/rehearsal', icon: 'simulator' },
        ],
      },
    ],
  },
  {
    label: 'User Management',
    sections: [
      {
        entries: [
          { label: 'Users', href: '/user-management/users', icon: 'users' },
          { label: 'Groups', href: '/user-management/groups', icon: 'groups' },
          { label: 'Departments', href: '/user-management/departments', icon: 'departments' },
        ],
      },
    ],
  },
  {
    label: 'Policy',
    sections: [
      {
        entries: [
          { label: 'Access Policy', href: '/policy/access', icon: 'policy' },
          { label: 'Client Forwarding Policy', href: '/policy/client-forwarding', icon: 'forwarding' },
          { label: 'Timeout Policy', href: '/policy/timeout', icon: 'timeout' },
          {
            label: 'Applications',
            href: '/policy/applications',
            icon: 'applications',
            within: [{ label: 'Segment Groups', href: '/policy/applications/segment-groups' }],
          },
          { label: 'Locations', href: '/policy/locations', icon: 'locations' },
          { label: 'Simulator', href: '/policy/simulator', icon: 'simulator' },
          { label: 'Decision Log', href: '/policy/decision-log', icon: 'logs' },
        ],
      },
    ],
  },
  {
    label: 'Administration',
    sections: [
      {
        entries: [
          { label: 'Administrators', href: '/administration/administrators', icon: 'administrators' },
          { label: 'API Keys', href: '/administration/api-keys', icon: 'keys' },
          { label: 'Audit Logs', href: '/administration/audit-logs', icon: 'audit' },
          {
            label: 'Alerts',
            href: '/administration/alerts',
            icon: 'alerts',
            within: [
              { label: 'Destinations', href: '/administration/alerts/destinations' },
              { label: 'Deliveries', href: '/administration/alerts/deliveries' },
            ],
          },
          { label: 'Reachability', href: '/administration/reachability', icon: 'reachability' },
          { label: 'Advanced Settings', href: '/administration/advanced-settings', icon: 'settings' },
          { label: 'Activation', href: '/administration/activation', icon: 'activation' },
        ],
      },
    ],
  },
]

/** Whether `pathname` is the entry's page or one below it. */
export const isActive = (href: string, pathname: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
