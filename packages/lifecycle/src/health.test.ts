// Probes follow readiness and drain; liveness does not.
import { expect, test } from 'vitest'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { startHealth } from './health.ts'

const status = async (port: number, path: string) =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).status

test('readiness follows what it is told, a throw counts as no, and liveness stays', async () => {
  let ready: () => Promise<boolean> = async () => true
  await using health = await startHealth({
    service: 'catalogue',
    port: 0,
    host: '127.0.0.1',
    ready: () => ready(),
  })
  expect(await status(health.port, '/readyz')).toBe(200)
  ready = async () => false
  expect(await status(health.port, '/readyz')).toBe(503)
  ready = () => Promise.reject(new Error('no database'))
  expect(await status(health.port, '/readyz')).toBe(503)
  expect(await status(health.port, '/livez')).toBe(200)
  expect(await status(health.port, '/nothing')).toBe(404)
})

test('draining turns readiness off for good', async () => {
  await using health = await startHealth({
    service: 'catalogue',
    port: 0,
    host: '127.0.0.1',
    ready: async () => true,
  })
  health.drain()
  expect(await status(health.port, '/readyz')).toBe(503)
})

test('metrics of the process are served as Prometheus text', async () => {
  await using health = await startHealth({
    service: 'catalogue',
    port: 0,
    host: '127.0.0.1',
    ready: async () => true,
  })
  metricsFor('counting').counter('outbox_sent_total').add(2)
  const text = await (await fetch(`http://127.0.0.1:${health.port}/metrics`)).text()
  expect(text).toContain('outbox_sent_total{service="counting"} 2')
})
