import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, '.next*/**', 'e2e/**']

/**
 * Tests of code that keeps nothing from one call to the next, but for what is derived from its arguments: they share their
 * modules, which take longer to load than most of them take to run. Whatever keeps something (limits, mocks, the
 * environment, loops) gets modules of its own for each file, as every new folder does.
 */
const stateless = [
  'components/**/*.test.{ts,tsx}',
  'db/queries/**/*.test.ts',
  'lib/{policy,saml,scim,table}/**/*.test.ts',
  'lib/services/{activation,authentication-settings,configuration,decision-api,directory,exemptions,help,impact,places,policy,readiness,saml-attributes,search}/**/*.test.ts',
]

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      { extends: true, test: { name: 'stateless', include: stateless, exclude, isolate: false } },
      {
        extends: true,
        test: { name: 'isolated', include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, ...stateless] },
      },
    ],
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
