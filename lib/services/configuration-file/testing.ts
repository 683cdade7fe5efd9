/** A configuration in which most things name others; for tests. */
export const sample = `rollcall: 1
authenticationSettings:
  authenticationType: saml
  primaryDomain: ''
  secondaryDomains: []
  sessionTimeoutMinutes: 45
  frequency: custom
  frequencyDays: 14
  pacProxy: proxy.northwind.example:8080
exemptedUrls: [.okta.com, login.windows.net]
idps:
  - name: Entra
    status: enabled
    scimSync: true
    samlAttributesForPolicy: false
  - name: Okta
    status: enabled
    scimSync: true
    scimAttributesForPolicy: true
    domains: [northwind.example]
    logRetentionDays: 30
    samlAttributes:
      - name: Department
        samlAttribute: department
locations:
  - name: Lisbon
    ranges: [192.0.2.0/24, '2001:db8::/48']
    enforcesAuthentication: true
    idp: Okta
    sublocations:
      - name: Reception
        ranges: [192.0.2.16/28]
segmentGroups:
  - name: Tools
    description: Builds and reviews.
applications:
  - name: Wiki
    domains: [wiki.example.com]
    tcpPorts: "443"
    segmentGroup: Tools
policies:
  access:
    - name: Wiki for Lisbon
      action: allow
      criteria:
        applications:
          - Wiki
        locations: [Reception]
        identity:
          join: and
          idps:
            - idp: Okta
              items:
                - samlAttribute: Department
                  value: Engineering
                - scimAttribute: title
                  value: Engineer
            - idp: Entra
              items:
                - anySamlAttribute: true
    - name: Nobody else
      action: block
      message: Ask the help desk.
      criteria:
        segmentGroups: [Tools]
        countryCodes: [DE]
  forwarding:
    - name: Straight on
      action: bypass
      criteria:
        platforms: [linux]
        trustedNetworks: [10.0.0.0/8]
  timeout:
    - name: Browsers
      isEnabled: false
      authenticationSeconds: 86400
      idleSeconds: 3600
      criteria:
        clientTypes: [browser]
  defaults:
    forwarding: { action: forward }
    timeout: { authenticationSeconds: null, idleSeconds: null, description: As long as they like. }
`
