/**
 * Next calls this once per process before the first request. Under server.ts all of it has happened already; under
 * `next start` and on serverless hosts this is where a wrong environment is told, the store migrates and sweeps begin.
 */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const [{ openStore }, { ensureOrganisation }, { startSweeps }] = await Promise.all([
    import('#db/index.ts'),
    import('#lib/services/organisation.ts'),
    import('#lib/services/sweeps.ts'),
  ])
  await openStore()
  await ensureOrganisation()
  startSweeps()
}
