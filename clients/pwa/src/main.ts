// The process edge of the web: addresses from the environment, signals, exit code.
import { readWebConfig } from './server/config.ts'
import { startWeb } from './server/start.ts'

const web = await startWeb(readWebConfig(process.env), {
  dist: new URL('../dist/', import.meta.url),
})
console.log(JSON.stringify({ event: 'web.listening', port: web.port }))
// The state of the process is unknown then: it ends, and says why on its way.
for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.once(event, (error: unknown) => {
    setTimeout(() => process.exit(1), 3_000).unref()
    void web.report({ event: 'process.failed', error, page: '' }).then(() => process.exit(1))
  })
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // Open keep-alive sockets must not hold the process beyond the drain.
    setTimeout(() => process.exit(0), 10_000).unref()
    void web[Symbol.asyncDispose]().then(() => process.exit(0))
  })
}
