// What visitors and what operators find: probes, metrics and, in production, the document are on a
// port of their own.
import { expect, test } from 'vitest'
import { startGatewayFixture } from './gateway-fixture.ts'

const OPERATIONS = ['/livez', '/readyz', '/metrics', '/openapi.json']
const statuses = (port: number) =>
  Promise.all(
    OPERATIONS.map(async (path) => {
      const signal = AbortSignal.timeout(20_000)
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal })
      // Read to its end: nothing of it is under way when the port closes.
      await answer.arrayBuffer()
      return `${path} ${answer.status}`
    }),
  )

test('in production operators alone find probes, metrics and the document', async () => {
  await using fixture = await startGatewayFixture({ change: { profile: 'production' } })
  expect(await statuses(fixture.port)).toEqual(OPERATIONS.map((path) => `${path} 404`))
  expect(await statuses(fixture.internalPort)).toEqual(OPERATIONS.map((path) => `${path} 200`))
})

test('a developer reads the document at the public port, and it is the same one', async () => {
  await using fixture = await startGatewayFixture()
  const [shown, internal] = await Promise.all(
    [fixture.port, fixture.internalPort].map(async (port) =>
      (await fetch(`http://127.0.0.1:${port}/openapi.json`)).text(),
    ),
  )
  expect(shown).toContain('/api/v1/listings')
  expect(shown).toBe(internal)
  expect((await statuses(fixture.port)).slice(0, 3)).toEqual([
    '/livez 404',
    '/readyz 404',
    '/metrics 404',
  ])
})

test('its metrics say that it answers, as those of a service do', async () => {
  await using fixture = await startGatewayFixture()
  const answer = await fetch(`http://127.0.0.1:${fixture.internalPort}/metrics`)
  expect(await answer.text()).toContain('process_role{service="gateway-pwa",role="api"} 1')
})

test('visitors’ routes are not on the internal port', async () => {
  await using fixture = await startGatewayFixture()
  const answer = await fetch(`http://127.0.0.1:${fixture.internalPort}/api/v1/taxonomy`)
  expect(answer.status).toBe(404)
})

test('during a stop the internal port answers to the end, and is not ready', async () => {
  await using fixture = await startGatewayFixture()
  fixture.catalogue.getTaxonomy = () => held.promise
  const held = Promise.withResolvers<never>()
  const asked = fetch(`http://127.0.0.1:${fixture.port}/api/v1/taxonomy`)
  await expect.poll(() => fixture.lastAsked('getTaxonomy')).toBeDefined()
  const stopped = fixture.stop()
  const ready = await fetch(`http://127.0.0.1:${fixture.internalPort}/readyz`)
  expect(ready.status).toBe(503)
  held.reject(new Error('not today'))
  expect((await asked).status).toBe(500)
  await stopped
})
