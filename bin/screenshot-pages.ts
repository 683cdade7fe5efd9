import type { Page } from '@playwright/test'

export const owner = { email: 'amara.okafor@northwind.example', password: 'seven teal lanterns drift' }

/** A page, and what to do there until it shows what is meant. */
export type Shot = { name: string; path: string; show?: (page: Page) => Promise<unknown> }

const idps = '/authentication/idp-configuration'
const sessions = '/authentication/user-sessions'
const scim = '/authentication/scim'
const directory = '/user-management'
const policy = '/policy'
const administration = '/administration'

/** The pages of somebody who is signed in; SCIM's are those of the IdP with this id. */
export const portal = (idp: string): Shot[] => [
  { name: 'overview', path: '/' },
  { name: 'idp-configuration', path: idps },
  {
    name: 'idp-configuration-open',
    path: idps,
    show: (page) => page.getByRole('button', { name: 'Details of Okta' }).click(),
  },
  {
    name: 'idp-configuration-delete',
    path: idps,
    async show(page) {
      await page.getByRole('button', { name: 'Delete Okta' }).click()
      await page.getByRole('dialog').getByText('24 users').waitFor()
    },
  },
  { name: 'idp-configuration-add', path: `${idps}/new` },
  {
    name: 'idp-configuration-edit',
    path: idps,
    async show(page) {
      await page.getByRole('link', { name: 'Edit Entra-ID' }).click()
      await page.getByRole('heading', { name: 'Edit IdP Configuration' }).waitFor()
    },
  },
  {
    name: 'idp-configuration-token',
    path: idps,
    async show(page) {
      await page.getByRole('link', { name: 'Edit Okta' }).click()
      await page.getByRole('button', { name: 'Generate New Token' }).click()
      await page.getByRole('dialog', { name: 'New bearer token' }).waitFor()
    },
  },
  { name: 'idp-configuration-connect', path: `${idps}/${idp}/connect` },
  { name: 'scim-api', path: `/help/scim-api?idp=${idp}` },
  {
    name: 'try-it',
    path: `${idps}/${idp}/try-it?example=listUsers/by-user-name`,
    async show(page) {
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('region', { name: 'Answer', exact: true }).waitFor()
    },
  },
  { name: 'saml-attributes', path: '/authentication/saml-attributes' },
  { name: 'authentication-settings', path: '/authentication/settings' },
  { name: 'scim-users', path: `${scim}/users?idp=${idp}` },
  {
    name: 'scim-users-open',
    path: `${scim}/users?idp=${idp}&userName=maren`,
    show: (page) => page.getByRole('button', { name: /^Attribute Values of/ }).click(),
  },
  {
    name: 'scim-users-filter-problem',
    path: `${scim}/users?idp=${idp}&search=userName+sw+"a"+andd+active+eq+true`,
  },
  {
    name: 'scim-users-selected',
    path: `${scim}/users?idp=${idp}&size=20`,
    async show(page) {
      await page.locator('tbody').getByRole('checkbox').first().click()
      await page.locator('tbody').getByRole('checkbox').nth(1).click()
    },
  },
  {
    name: 'scim-users-table-settings',
    path: `${scim}/users?idp=${idp}`,
    show: (page) => page.getByRole('button', { name: 'Table Settings' }).click(),
  },
  {
    name: 'scim-user',
    path: `${scim}/users?idp=${idp}&userName=maren`,
    show: (page) => openPage(page, /^Attribute Values of/),
  },
  { name: 'user-sessions', path: sessions },
  {
    name: 'user-sessions-open',
    path: `${sessions}?state=open`,
    show: (page) =>
      page
        .getByRole('button', { name: /^Session of/ })
        .first()
        .click(),
  },
  { name: 'sign-in-log', path: `${sessions}/sign-in-log` },
  {
    name: 'sign-in-log-open',
    path: `${sessions}/sign-in-log?refusal=SAML-202`,
    show: (page) => page.getByRole('button', { name: 'Sign-in of nobody' }).first().click(),
  },
  { name: 'not-provisioned', path: `${sessions}/not-provisioned` },
  {
    name: 'not-provisioned-open',
    path: `${sessions}/not-provisioned?nearMiss=yes`,
    show: (page) => page.getByRole('button', { name: 'Not Provisioned of elif.demir@northwind.exam' }).click(),
  },
  { name: 'troubleshooting', path: `${sessions}/troubleshooting` },
  { name: 'scim-groups', path: `${scim}/groups?idp=${idp}` },
  {
    name: 'scim-groups-open',
    path: `${scim}/groups?idp=${idp}`,
    show: (page) => page.getByRole('button', { name: 'Group Details of Engineering' }).click(),
  },
  {
    name: 'scim-group',
    path: `${scim}/groups?idp=${idp}`,
    show: (page) => openPage(page, 'Group Details of Engineering'),
  },
  { name: 'scim-attributes', path: `${scim}/attributes?idp=${idp}` },
  {
    name: 'scim-attributes-open',
    path: `${scim}/attributes?idp=${idp}`,
    show: (page) => page.getByRole('button', { name: 'Observed Values of Department' }).click(),
  },
  { name: 'idp-readiness', path: `${idps}/${idp}/readiness?idp=${idp}` },
  {
    name: 'scim-rehearsal',
    path: `${scim}/rehearsal?idp=${idp}`,
    async show(page) {
      await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
      await page.getByRole('heading', { name: 'What would happen' }).waitFor()
    },
  },
  { name: 'scim-sync-logs', path: `${scim}/sync-logs?idp=${idp}` },
  {
    name: 'scim-sync-logs-bar',
    path: `${scim}/sync-logs?idp=${idp}`,
    async show(page) {
      await page.getByRole('slider', { name: /^Requests over time/ }).focus()
      await page.keyboard.press('Home')
    },
  },
  {
    name: 'scim-sync-logs-open',
    path: `${scim}/sync-logs?idp=${idp}&method=PUT`,
    show: (page) =>
      page
        .getByRole('button', { name: /^Sync Log Details of/ })
        .first()
        .click(),
  },
  { name: 'users', path: `${directory}/users` },
  {
    name: 'users-open',
    path: `${directory}/users`,
    show: (page) => page.getByRole('button', { name: 'User of adaeze.nwosu@visitors.example' }).click(),
  },
  {
    name: 'users-add',
    path: `${directory}/users`,
    show: (page) => page.getByRole('button', { name: 'Add user' }).click(),
  },
  { name: 'groups', path: `${directory}/groups` },
  { name: 'departments', path: `${directory}/departments` },
  { name: 'import', path: `${directory}/import?kind=users` },
  {
    name: 'import-dry-run',
    path: `${directory}/import?kind=users`,
    async show(page) {
      await page.locator('input[type=file]').setInputFiles({
        name: 'visitors.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(visitors),
      })
      await page.waitForURL(/import\/[0-9a-f-]{36}/)
      await page.getByRole('table').waitFor({ state: 'attached' })
    },
  },
  { name: 'access-policy', path: `${policy}/access` },
  { name: 'access-policy-open', path: `${policy}/access`, show: press('Rule of Engineers reach builds') },
  { name: 'client-forwarding-policy', path: `${policy}/client-forwarding` },
  { name: 'timeout-policy', path: `${policy}/timeout` },
  { name: 'applications', path: `${policy}/applications` },
  { name: 'locations', path: `${policy}/locations` },
  { name: 'simulator', path: `${policy}/simulator` },
  { name: 'decision-log', path: `${policy}/decision-log` },
  { name: 'decision-log-open', path: `${policy}/decision-log`, show: press(/^Decision of keiko\.mori/) },
  { name: 'administrators', path: `${administration}/administrators` },
  {
    name: 'administrators-open',
    path: `${administration}/administrators`,
    show: (page) => page.getByRole('button', { name: `Administrator Details of ${owner.email}` }).click(),
  },
  {
    name: 'administrators-invite',
    path: `${administration}/administrators`,
    show: (page) => page.getByRole('button', { name: 'Invite Administrator' }).click(),
  },
  { name: 'activation', path: `${administration}/activation` },
  { name: 'api-keys', path: `${administration}/api-keys` },
  { name: 'alerts', path: `${administration}/alerts` },
  { name: 'alert-destinations', path: `${administration}/alerts/destinations` },
  { name: 'alert-deliveries', path: `${administration}/alerts/deliveries` },
  { name: 'reachability', path: `${administration}/reachability` },
  { name: 'advanced-settings', path: `${administration}/advanced-settings` },
  { name: 'audit-logs', path: `${administration}/audit-logs` },
  {
    name: 'audit-logs-open',
    path: `${administration}/audit-logs`,
    show: (page) =>
      page
        .getByRole('button', { name: /^Audit Log Details of/ })
        .first()
        .click(),
  },
  { name: 'account', path: '/account' },
  {
    name: 'help-beside',
    path: `${scim}/users?idp=${idp}`,
    async show(page) {
      await page.keyboard.press('h')
      await page.getByRole('heading', { name: 'SCIM Users and SCIM Groups', level: 2 }).waitFor()
    },
  },
  { name: 'help', path: '/help' },
  { name: 'help-guide', path: `/help/okta-zpa?idp=${idp}` },
  {
    name: 'search',
    path: '/',
    async show(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('maren')
      await page.getByRole('option', { name: /maren/i }).first().waitFor()
    },
  },
  { name: 'no-such-page', path: '/nothing-is-here' },
]

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click()

/** From a row to the page of its own that it opens on. */
async function openPage(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('link', { name: 'Open page' }).click()
  await page.getByRole('heading', { name: 'SCIM JSON as served' }).waitFor()
}

/** One line of each kind that a dry run tells apart. */
const visitors = [
  'User ID,User Name,Groups,Department,Status,Comments',
  'adaeze.nwosu@visitors.example,Adaeze Nwosu,Contractors,Front Desk,Inactive,',
  'noor.haddad@visitors.example,Noor Haddad,Auditors,Front Desk,Active,Annual audit',
  'not an address,Nobody,,,Active,',
].join('\n')
