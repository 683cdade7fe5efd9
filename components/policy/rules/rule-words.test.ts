import { expect, test } from 'vitest'
import { noCriteria } from '#lib/policy/rule.ts'
import { ruleWords } from './rule-words.ts'

const choices = {
  applications: [{ id: 'a', name: 'Wiki', isEnabled: true }],
  segmentGroups: [],
  locations: [],
  idps: [{ id: 'i', name: 'Okta', usesSaml: true, usesScim: true, samlAttributes: [{ id: 's', name: 'Division' }] }],
}
const words = ruleWords(choices, new Map([['g', 'Sales']]))

test.each([
  ['isEnabled', false, 'Status', 'Disabled'],
  ['outcome', { policy: 'access', action: 'block', message: 'No.' }, 'Rule Action', 'Block Access: “No.”'],
  ['outcome', { policy: 'access', action: 'allow', message: '' }, 'Rule Action', 'Allow Access'],
  [
    'criteria',
    {
      ...noCriteria,
      applicationIds: ['a', 'gone'],
      identity: {
        join: 'or',
        idps: [
          {
            idpId: 'i',
            join: 'and',
            items: [
              { kind: 'scim-group', groupId: 'g' },
              { kind: 'saml', attributeId: 's', value: 'EMEA' },
            ],
          },
        ],
      },
    },
    'Criteria',
    'When the application is Wiki or a deleted application, and Okta has the user in the group Sales and SAML Division is “EMEA”.',
  ],
])('%s, %j', (field, value, label, text) => {
  expect({ label: words(field).label, text: words(field).text(value) }).toEqual({ label, text })
})
