// The three sizes of test. unit: no I/O, beside the subject · it: real servers · journey: the whole
// platform, one at a time.
import { appendFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Real servers on two busy cores; a test that hangs still ends. */
const REAL_SERVERS = { testTimeout: 60_000, hookTimeout: 120_000, teardownTimeout: 30_000 }
const globalSetup = ['./packages/servers/src/vitest-setup.ts']
/** Waiting ends before a test's limit does. */
const setupFiles = ['./packages/testing/src/vitest-setup.ts']
const everywhere = '{proto,platform,packages,services,gateways,clients}/**'
const exclude = ['**/node_modules/**', '**/dist/**']

// eslint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  test: {
    // The JSON report is silent about errors that belong to no test: scripts/test asks for them.
    onUnhandledError({ message }) {
      const file = process.env['PK_AUTO_UNHANDLED']
      if (file) appendFileSync(file, `${message.split('\n', 1)[0]}\n`)
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            `${everywhere}/src/**/*.test.{ts,tsx}`,
            'scripts/**/*.test.ts',
            'platform/*.test.ts',
            'platform/images/*.test.ts',
            'platform/invariants/*.test.ts',
            'platform/operations/*.test.ts',
            'platform/processes/*.test.ts',
            'platform/seeds/**/*.test.ts',
          ],
          exclude,
          pool: 'threads',
          isolate: false,
          environment: 'node',
        },
      },
      {
        // Two files at a time: more only makes them wait for the two cores and miss their
        // deadlines.
        test: {
          name: 'it',
          // What a file imports the next one finds loaded: a third of the time. Nothing here may
          // change a module for its own use.
          isolate: false,
          include: [`${everywhere}/test/**/*.it.test.ts`],
          exclude,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          globalSetup,
          setupFiles,
          ...REAL_SERVERS,
        },
      },
      {
        test: {
          name: 'journey',
          // Each file starts the whole platform: the next one finds its modules loaded.
          isolate: false,
          include: ['platform/journeys/**/*.journey.test.ts'],
          exclude,
          pool: 'forks',
          // One journey asserts a whole trace: pg must be patched before it loads.
          execArgv: ['--import', '@pk-auto/telemetry/register'],
          env: { OTEL_TRACES_EXPORTER: 'memory' },
          // Browsers wait more than they work: two at a time take two thirds of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          globalSetup: [...globalSetup, './platform/journeys/vitest-setup.ts'],
          setupFiles,
          ...REAL_SERVERS,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        // A control plane of Kubernetes that has to be built first: scripts/test --cluster.
        test: {
          name: 'cluster',
          include: ['platform/test/cluster/*.cluster.test.ts'],
          exclude,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          setupFiles,
          ...REAL_SERVERS,
          testTimeout: 180_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
