// The web from its sources: the same server and forwarding, pages by Astro's development server,
// which follows what is saved.
import { dev } from 'astro'
import { readWebConfig } from './server/config.ts'
import { startWeb } from './server/start.ts'

const LOCALS = Symbol.for('astro.locals')
const root = new URL('../', import.meta.url).pathname
const config = readWebConfig(process.env)
// Any free port: only this process and the browser's reload socket know it.
const astro = await dev({ root, logLevel: 'warn', server: { host: config.host, port: 0 } })
const web = await startWeb(config, {
  pages: {
    async render(request, response, _next, locals) {
      Reflect.set(request, LOCALS, locals)
      astro.handle(request, response)
    },
  },
})
console.log(JSON.stringify({ event: 'web.listening', port: web.port }))
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    setTimeout(() => process.exit(0), 2_000).unref()
    void Promise.all([web[Symbol.asyncDispose](), astro.stop()]).then(() => process.exit(0))
  })
