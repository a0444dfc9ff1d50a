// The process edge of the web: addresses from the environment, signals, exit code.
import { startWeb } from './server/start.ts'

const env = process.env
const offset = Number(env['PORT_BASE_OFFSET'] ?? 0)
const web = await startWeb({
  host: env['HOST'] ?? '127.0.0.1',
  port: Number(env['PORT'] ?? 3000 + offset),
  gatewayUrl: env['GATEWAY_URL'] ?? `http://127.0.0.1:${8080 + offset}`,
  mediaUrl: env['MEDIA_URL'] ?? `http://127.0.0.1:${8090 + offset}`,
  uploadOrigins: (env['UPLOAD_ORIGINS'] ?? `http://127.0.0.1:${59000 + offset}`).split(/\s+/).filter(Boolean),
  publicOrigin: env['PUBLIC_ORIGIN'] ?? '',
  dist: new URL('../dist/', import.meta.url),
})
console.log(JSON.stringify({ event: 'web.listening', port: web.port }))
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // Open keep-alive sockets must not hold the process beyond the drain.
    setTimeout(() => process.exit(0), 10_000).unref()
    void web[Symbol.asyncDispose]().then(() => process.exit(0))
  })
}
