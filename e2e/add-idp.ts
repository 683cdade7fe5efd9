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
