// A node is emptied for its maintenance: no part may lose its last pod.
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PART_NAMES } from '../../parts.ts'
import { fewestDuring, type Installation, isReady, openInstallation } from './installation.ts'

let pk: Installation

beforeAll(async () => {
  pk = await openInstallation()
  const [, ...others] = pk.cluster.nodes
  await pk.cluster.kubectl('cordon', ...others)
  await pk.upgrade()
  await until('all are there', async () =>
    (await pk.deployments()).every((each) => isReady(each) && each.spec.replicas === 2),
  )
})
afterAll(() => pk?.[Symbol.asyncDispose]())

const drain = (node: string, timeout: string) =>
  pk.cluster.tryKubectl(
    ...['drain', node, '--ignore-daemonsets', '--delete-emptydir-data'],
    `--timeout=${timeout}`,
  )

test('while a pod has nowhere to go, the other one of its part stays', async () => {
  const [node = ''] = pk.cluster.nodes
  const { code, output } = await drain(node, '15s')
  expect(code).not.toBe(0)
  expect(output).toMatch(/violate the pod's disruption budget/)
  for (const { metadata, status } of await pk.deployments())
    expect(status.availableReplicas, metadata.name).toBe(1)
})

test('as soon as there is room the node is emptied, one pod of each part at a time', async () => {
  const [node = '', ...others] = pk.cluster.nodes
  const fewest = await fewestDuring(pk, async () => {
    await pk.cluster.kubectl('uncordon', ...others)
    const { code, output } = await drain(node, '60s')
    expect(code, output).toBe(0)
  })
  expect(fewest).toBe(1)
  await until('all are there again', async () => (await pk.deployments()).every(isReady), {
    timeoutMs: 30_000,
  })
  const pods = await pk.list<{ spec: { nodeName: string } }>('pods')
  expect(pods.filter(({ spec }) => spec.nodeName === node)).toEqual([])
  expect((await pk.deployments()).length).toBe(PART_NAMES.length)
})
