// One release after the other: what comes first, and what becomes of one that fails.
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PART_NAMES, type PartName, SERVICE_NAMES } from '../../parts.ts'
import {
  fewestDuring,
  type Installation,
  isReady,
  NAMESPACE,
  openInstallation,
} from './installation.ts'
import { FAILING, NEVER_READY } from './stages.ts'

/** It comes with the second release. */
const NEW: PartName = 'fraud'
let pk: Installation

beforeAll(async () => {
  pk = await openInstallation()
  await pk.upgrade([`parts.${NEW}.enabled=false`])
})
afterAll(() => pk?.[Symbol.asyncDispose]())

const imagesOf = async (part: PartName): Promise<string[]> =>
  (await pk.deployments(part)).map(({ spec }) => spec.template.spec.containers[0]!.image)

const allReady = () =>
  until('all are ready', async () => (await pk.deployments()).every(isReady), {
    timeoutMs: 30_000,
  })

/** `verb resource name` of what Helm changed in the namespace; it makes by `patch` as well. */
async function changedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = pk.cluster.requests().length
  await work()
  return pk.cluster
    .requests()
    .slice(before)
    .filter(
      ({ objectRef, responseStatus, userAgent }) =>
        userAgent.startsWith('Helm') &&
        objectRef?.namespace === NAMESPACE &&
        responseStatus.code < 300,
    )
    .map(({ verb, objectRef }) => `${verb} ${objectRef?.resource} ${objectRef?.name}`)
}

test('the migrations of an upgrade are through before the first Deployment changes', async () => {
  const changes = await changedBy(() =>
    pk.upgrade(['images.tag=1.3.0', `parts.${NEW}.enabled=false`]),
  )
  const rolled = changes.findIndex((it) => it.startsWith('patch deployments '))
  expect(rolled).toBeGreaterThan(0)
  for (const service of SERVICE_NAMES.filter((name) => name !== NEW)) {
    const done = changes.indexOf(`delete jobs ${service}-migrate-2`)
    // Helm deletes a migration that has succeeded.
    expect(done, service).toBeGreaterThan(0)
    expect(done, service).toBeLessThan(rolled)
  }
  await allReady()
})

test('a new part reaches its database before its own policy is there', async () => {
  const changes = await changedBy(() => pk.upgrade(['images.tag=1.3.0']))
  const migrated = changes.findIndex((it) => it.startsWith(`patch jobs ${NEW}-migrate-`))
  const at = (name: string) => changes.indexOf(`patch networkpolicies ${name}`)
  expect(at('migrations')).toBeGreaterThan(-1)
  expect(at('migrations')).toBeLessThan(migrated)
  expect(at(NEW)).toBeGreaterThan(migrated)
  await allReady()
  for (const part of PART_NAMES) expect(await pk.deployments(part), part).toHaveLength(1)
})

test('a release whose pods do not get ready goes back by itself', async () => {
  const sets = ['images.tag=1.4.0', `parts.leads.tag=${NEVER_READY}`]
  const output = await pk.failedUpgrade(sets, ['--timeout=30s'])
  expect(output).toMatch(/leads/)
  for (const part of PART_NAMES)
    expect(await imagesOf(part)).toEqual([`ghcr.io/pk-auto/${part}:1.3.0`])
  await allReady()
})

test('a migration that fails stops a release before anything of it is there', async () => {
  const sets = ['images.tag=1.4.0', `parts.leads.tag=${FAILING}`]
  // The way back writes all of the release before once more: only what comes ahead of it is asked.
  const stays = ['--rollback-on-failure=false', '--wait', '--timeout=20s']
  const changes = await changedBy(() => pk.failedUpgrade(sets, stays))
  expect(changes.filter((it) => /deployments|services|configmaps/.test(it))).toEqual([])
  expect(changes.some((it) => it.startsWith('patch jobs leads-migrate-'))).toBe(true)
  expect(await imagesOf('leads')).toEqual(['ghcr.io/pk-auto/leads:1.3.0'])
})

test('the next one goes through, and no part has a pod less meanwhile', async () => {
  const fewest = await fewestDuring(pk, async () => {
    await pk.upgrade(['images.tag=1.5.0'])
    await allReady()
  })
  expect(fewest).toBe(2)
  for (const part of PART_NAMES)
    expect(await imagesOf(part)).toEqual([`ghcr.io/pk-auto/${part}:1.5.0`])
})

test('an upgrade leaves as many pods as the autoscaler has chosen', async () => {
  const scale = ['scale', 'deployment/search', '--replicas=3', `-n=${NAMESPACE}`]
  await pk.cluster.kubectl(...scale)
  await pk.upgrade(['images.tag=1.6.0'])
  const [search] = await pk.deployments('search')
  expect(search!.spec.replicas).toBe(3)
})
