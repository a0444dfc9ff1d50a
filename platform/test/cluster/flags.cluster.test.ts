// An experiment that was switched off by hand in the cluster, and the releases after it.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollbackArguments } from '../../operations/release-command.ts'
import { type Installation, NAMESPACE, openInstallation } from './installation.ts'

type Flags = { flags: Record<string, { state: string; defaultVariant: string }> }
type Stored = { readonly data: { readonly 'flags.json': string } }

let pk: Installation
let file: string

beforeAll(async () => {
  pk = await openInstallation()
  file = join(pk.chart.folder, 'files/flags.json')
  await pk.upgrade()
})
afterAll(() => pk?.[Symbol.asyncDispose]())

const FLAG = 'similar-order'
const inCluster = async (): Promise<Flags['flags'][string]> => {
  const { data } = await pk.cluster.get<Stored>('configmap/flags', `-n=${NAMESPACE}`)
  return (JSON.parse(data['flags.json']) as Flags).flags[FLAG]!
}
const released = async (): Promise<Flags> => JSON.parse(await readFile(file, 'utf8')) as Flags

/** As `kubectl edit` writes it: the field is kubectl's from then on. */
async function switchByHand(state: string): Promise<void> {
  const all = await released()
  all.flags[FLAG]!.state = state
  const data = { 'flags.json': JSON.stringify(all, null, 2) }
  const patch = ['--type=merge', '-p', JSON.stringify({ data })]
  await pk.cluster.kubectl('patch', 'configmap/flags', `-n=${NAMESPACE}`, ...patch)
}

test('a release that does not know of it is refused before it changes anything', async () => {
  await switchByHand('DISABLED')
  const output = await pk.failedUpgrade(['images.tag=1.3.0'])
  expect(output).toMatch(/switched by hand/)
  expect((await inCluster()).state).toBe('DISABLED')
  const [search] = await pk.deployments('search')
  expect(search!.spec.template.spec.containers[0]!.image).toMatch(/:1\.2\.3$/)
})

test('one that knows of it goes through, and the next may change the flags again', async () => {
  const known = await released()
  known.flags[FLAG]!.state = 'DISABLED'
  await writeFile(file, JSON.stringify(known))
  await pk.upgrade(['images.tag=1.3.0'])
  expect((await inCluster()).state).toBe('DISABLED')
  known.flags[FLAG]!.defaultVariant = 'cheapest'
  await writeFile(file, JSON.stringify(known))
  await pk.upgrade(['images.tag=1.4.0'])
  expect((await inCluster()).defaultVariant).toBe('cheapest')
})

test('a way back is held up by no hand, and brings the flags of where it leads', async () => {
  await switchByHand('ENABLED')
  const args = rollbackArguments(NAMESPACE, '1')
  const { code, output } = await pk.chart.helm(...args, `--kubeconfig=${pk.cluster.kubeconfig}`)
  expect(code, output).toBe(0)
  expect(await inCluster()).toMatchObject({ state: 'ENABLED', defaultVariant: 'likeness' })
})
