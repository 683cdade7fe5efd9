import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ChangeAllowed } from '#components/ui/change-allowed.tsx'
import type { IdpActions } from './actions.ts'
import { MetadataRefresh } from './metadata-refresh.tsx'
import type { IdpForm } from './use-idp-form.ts'

const found = {
  digest: 'digest',
  foundAt: '2026-11-20T10:00:00.000Z',
  differences: [{ field: 'singleSignOnUrl', stored: 'https://old.example/sso', found: 'https://new.example/sso' }],
  added: [],
  removed: [],
}
const stored = { id: '1', name: 'Okta', metadataUrl: 'https://idp.example/metadata', metadata: { found } }

const shownTo = (isAllowed: boolean) =>
  renderToStaticMarkup(
    <ChangeAllowed isAllowed={isAllowed}>
      <MetadataRefresh form={{ stored } as unknown as IdpForm} actions={{} as IdpActions} disabled={false} />
    </ChangeAllowed>,
  )

test('what the metadata says now is approved, dismissed and asked for again', () => {
  for (const label of ['Refresh now', 'Approve changes', 'Dismiss']) expect(shownTo(true)).toContain(label)
})

test('who may not change the IdP sees what was found, and nothing to press', () => {
  expect(shownTo(false)).toContain('https://new.example/sso')
  expect(shownTo(false)).not.toContain('<button')
})
