import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** On *Add IdP Configuration*: answers *What do you want to do?*, which is asked when there is an IdP already. */
export async function addAnotherIdp(page: Page): Promise<void> {
  const question = page.getByRole('heading', { name: 'What do you want to do?' })
  const name = page.getByLabel('Name', { exact: true })
  await expect(question.or(name)).toBeVisible()
  if (await question.isVisible()) await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(name).toBeVisible()
}

/** *Delete* in the list of IdPs, which says first what goes with it and asks for its name. */
export async function deleteIdp(page: Page, name: string, numbers: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Delete ${name}?` })
  for (const number of numbers) await expect(dialog).toContainText(number)
  const confirm = dialog.getByRole('button', { name: 'Delete IdP' })
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill(name.toLowerCase())
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill(name)
  await confirm.click()
  // Under the open dialog no row is to be seen.
  await expect(page.getByText(`${name} was deleted`)).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0)
}
