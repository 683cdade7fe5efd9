import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import type { AuditAction } from '#lib/services/audit.ts'
import { sealAudit } from '#lib/services/audit-chain.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'
import { program } from '../rollcall.ts'

// Every command there is, and the audit rows it leaves. A command that is added without a line here fails.

const commands: Record<string, { args?: string; leaves: AuditAction[] }> = {
  'idp create': { args: '--name Okta --scim-sync', leaves: ['idp.create', 'token.generate'] },
  'idp list': { leaves: [] },
  'token rotate': { args: 'Okta', leaves: ['token.rotate'] },
  'token list': { args: 'Okta', leaves: [] },
  'token revoke': { args: 'Okta HINT', leaves: ['token.revoke'] },
  'admin create': { args: '--email ada@example.com --password-stdin', leaves: ['administrator.create'] },
  'admin reset-password': {
    args: '--email ada@example.com --password-stdin',
    leaves: ['administrator.reset-password'],
  },
  'admin reset-mfa': { args: '--email ada@example.com', leaves: ['administrator.reset-mfa'] },
  export: { leaves: [] },
  // Not run here: it takes a file (configuration.test.ts).
  apply: { leaves: [] },
  'audit verify': { leaves: [] },
  // Not run here: it takes a server (scim.test.ts).
  'scim send': { leaves: ['token.generate', 'token.revoke'] },
  // Not run here: it fills a database (bin/rollcall.test.ts).
  seed: { leaves: ['seed.run'] },
}

vi.mock('#lib/env.ts', () => ({
  env: () => ({
    url: 'https://rollcall.example.com',
    secret: 'a secret of thirty-two characters',
    isUrlAssumed: false,
  }),
}))
let passwords = 0
vi.mock('./terminal.ts', async (original) => ({
  ...(await original<object>()),
  readPassword: async () => `seven quiet otters ${passwords++}`,
}))

const opened = await openTestStore()
const { store } = opened
beforeAll(async () => {
  useStore(store)
  await ensureOrganisation()
})
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})
let printed: string
beforeEach(() => {
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

const run = (line: string) => program(async () => {}).parseAsync(line.split(' '), { from: 'user' })
const audited = async () => (await store.read.select().from(store.tables.auditLogs)).map(({ action }) => action)

test('every command is in the table', () => {
  const names = program(async () => {}).commands.flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((each) => `${command.name()} ${each.name()}`),
  )
  expect(names.toSorted()).toEqual(Object.keys(commands).toSorted())
})

test.each(Object.entries(commands).filter(([name]) => !['seed', 'apply', 'scim send'].includes(name)))(
  '%s leaves its audit rows',
  async (name, how) => {
    let args = how.args ?? ''
    if (args.includes('HINT')) {
      await run('token list Okta --json')
      args = args.replace('HINT', (JSON.parse(printed) as { hint: string }[])[0]?.hint ?? '')
    }
    const before = await audited()
    await run(`${name} ${args}`.trim())
    const rows = await audited()
    expect(rows.slice(before.length).toSorted()).toEqual(how.leaves.toSorted())
  },
)

test('audit verify says who tampered with what, by an exit code of its own', async () => {
  await sealAudit()
  await run('audit verify')
  expect(printed).toMatch(/^Intact\. Sealed entries: \d+, .*\nHead: \d+:\w{32}\n$/)
  await store.write((tx) => tx.update(tx.tables.auditLogs).set({ actorName: 'nobody' }))
  await expect(run('audit verify')).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/^The audit log was tampered with\. Row .* was changed/),
  })
})
