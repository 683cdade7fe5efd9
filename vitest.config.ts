import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, '.next*/**', 'e2e/**'],
    globalSetup: ['./vitest.databases.ts'],
    setupFiles: ['./vitest.setup.ts'],
    // A test that needs longer (a real PostgreSQL, a spawned process) says so itself.
    testTimeout: 15_000,
    hookTimeout: 60_000,
    // Forks, not threads: better-sqlite3 is native code, and a report thread must be able to start threads of its own.
    pool: 'forks',
    // Vitest would leave one processor to whoever watches; of two that is half.
    maxWorkers: '100%',
    restoreMocks: true,
  },
})
