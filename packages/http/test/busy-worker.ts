// An app of the tests in a process of its own, in which every request is work; it names its ports.
import { z } from 'zod'
import { createHttp } from '../src/create-http.ts'
import { openInternalHttp } from '../src/internal-http.ts'
import { listenHttp } from '../src/listen.ts'
import { operation } from '../src/openapi/operation.ts'

const WORK_MS = 20
const app = await createHttp({
  ...{ service: 'gateway-test', trustedProxies: [], bodyLimit: 1_000 },
  openapi: { title: 'test', version: '1' },
})
const done = z.strictObject({ done: z.boolean() })
for (const priority of ['bulk', 'normal', 'live', 'critical'] as const)
  app.get(
    `/${priority}`,
    {
      schema: {
        ...operation({ id: priority, tag: 'Test', summary: '', who: 'anyone', priority }),
        response: { 200: done },
      },
    },
    async () => {
      for (const end = performance.now() + WORK_MS; performance.now() < end;);
      return { done: true }
    },
  )
const { port } = await listenHttp(app, { port: 0 })
const internal = await openInternalHttp({
  ...{ service: 'gateway-test', host: '127.0.0.1', port: 0 },
  ready: async () => true,
})
process.send?.({ port, internalPort: internal.port })
