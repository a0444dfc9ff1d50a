// The --import hook in a real process: spans of several services and of pg reach an OTLP collector,
// each under its own service.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'

type Exported = {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: { name: string; traceId: string }[] }[]
  }[]
}

/** Runs the worker under the hook and returns what reached the collector. */
async function exported(
  env: Readonly<Record<string, string>>,
): Promise<{ service: string | undefined; name: string; traceId: string }[]> {
  const bodies: Exported[] = []
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/v1/traces') bodies.push(JSON.parse(body) as Exported)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const child = fork(new URL('./exporting-worker.ts', import.meta.url), {
    execArgv: ['--import', fileURLToPath(new URL('../src/register.ts', import.meta.url))],
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      DATABASE_URL: inject('servers').postgresUrl,
      ...env,
    },
  })
  const [code] = (await once(child, 'exit')) as [number]
  collector.close()
  expect(code).toBe(0)
  return bodies.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value
        .stringValue
      return scopeSpans.flatMap((scope) =>
        scope.spans.map(({ name, traceId }) => ({ service, name, traceId })),
      )
    }),
  )
}

test('two services of one process and their queries arrive under two names', async () => {
  const spans = await exported({})
  for (const service of ['catalogue', 'search']) {
    const mine = spans.filter((span) => span.service === service)
    expect(mine.map(({ name }) => name).toSorted()).toEqual([
      'pg.query:SELECT postgres',
      `work of ${service}`,
    ])
    expect(new Set(mine.map(({ traceId }) => traceId)).size).toBe(1)
  }
  expect(spans).toHaveLength(4)
})

test('a process that is one service exports through the SDK under that name', async () => {
  const spans = await exported({
    OTEL_SERVICE_NAME: 'catalogue',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  })
  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['work of catalogue', 'pg.query:SELECT postgres']),
  )
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['catalogue']))
})
