// Generates the migrations of both engines from db/tables.ts: `npm run migrations -- --name what_changes`.
import { spawnSync } from 'node:child_process'

for (const [engine, dialect] of [
  ['sqlite', 'sqlite'],
  ['postgres', 'postgresql'],
]) {
  const { status } = spawnSync(
    'drizzle-kit',
    [
      'generate',
      '--dialect',
      dialect,
      '--schema',
      `db/schema.${engine}.ts`,
      '--out',
      `db/migrations/${engine}`,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  if (status !== 0) process.exit(status ?? 1)
}
