import { expectAccessible, expect, test } from './fixtures.ts'

test('people kept by hand: added, put in a group, deactivated and taken back, deleted', async ({ page }) => {
  await page.goto('/user-management/groups')
  await page.getByRole('button', { name: 'Add group' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Visitors')
  await dialog.getByRole('button', { name: 'Add group' }).click()
  await expect(page.getByRole('row', { name: /Visitors/ })).toBeVisible()

  await page.goto('/user-management/users')
  await page.getByRole('button', { name: 'Add user' }).click()
  await dialog.getByLabel('User ID').fill('dana')
  await dialog.getByRole('button', { name: 'Add user' }).click()
  await expect(dialog.getByText('does not have the form user@domain')).toBeVisible()
  await dialog.getByLabel('User ID').fill('dana.reyes@visitors.example')
  await dialog.getByRole('combobox', { name: 'Groups' }).fill('visi')
  await page.getByRole('option', { name: 'Visitors' }).click()
  await expect(dialog.getByRole('button', { name: 'Remove Visitors' })).toBeVisible()
  await dialog.getByLabel('Department').fill('Front Desk')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add user' }).click()
  await expect(page.getByText('dana.reyes@visitors.example was added')).toBeVisible()

  await page.goto('/user-management/users?userName=dana.reyes@visitors.example')
  await page.getByRole('button', { name: 'User of dana.reyes@visitors.example' }).click()
  await expect(dialog.getByText('Front Desk')).toBeVisible()
  await dialog.getByRole('button', { name: 'Deactivate user' }).click()
  await expect(dialog.getByText('Inactive', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('button', { name: 'Deactivate user' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('checkbox', { name: 'Select dana.reyes@visitors.example' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Delete 1 user' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('delete 1 user')
  await dialog.getByRole('button', { name: 'Delete 1 user' }).click()
  await expect(page.getByText('No users match')).toBeVisible()
})

test('a CSV file: a dry run first, line by line, then applied; what is exported can be imported again', async ({
  page,
}) => {
  await page.goto('/user-management/import?kind=users')
  await expectAccessible(page)
  const lines = [
    'User ID,User Name,Groups,Status,Comments',
    'ann.lee@visitors.example,Ann Lee,Night Shift,Active,"=1+1"',
    'bo@visitors.example,Bo,,Inactive,',
    'nobody,Nobody,,,',
  ]
  await page.getByLabel('CSV file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  })
  await page.waitForURL(/\/user-management\/import\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('row', { name: /ann\.lee/ })).toContainText(
    /User Name: Ann Lee.*The group “Night Shift” is made\./,
  )
  await expect(page.getByRole('row', { name: /nobody/ })).toContainText('User ID “nobody” does not have the form')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Apply 2 changes' }).click()
  await expect(page.getByText('Applied: 2 of 3 lines. 1 with a conflict or an error is left out.')).toBeVisible()

  await page.getByRole('link', { name: 'Go to users' }).click()
  await expect(page.getByRole('row', { name: /bo@visitors\.example/ })).toContainText('Inactive')
  const exported = await page.request.get('/export/users?userName=visitors.example&columns=all')
  const csv = await exported.body()
  expect(csv.toString()).toContain(`"'=1+1"`)
  await page.goto('/user-management/import?kind=users')
  await page.getByLabel('CSV file').setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer: csv })
  await expect(page.getByText('Nothing to apply among 2 lines.')).toBeVisible()
})
