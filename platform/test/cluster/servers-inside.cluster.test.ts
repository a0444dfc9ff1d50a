// Where the servers come with the release: on a laptop and in dev.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@pk-auto/testing/until'
import { expect, onTestFinished, test } from 'vitest'
import { PART_NAMES } from '../../parts.ts'
import { isReady, openInstallation } from './installation.ts'

const SERVERS = ['elasticsearch', 'kafka', 'postgres', 'redis', 's3']

/** Nobody makes disks here, so one for each server stands ready. */
const DISKS = SERVERS.map((name) => ({
  ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name } },
  spec: {
    capacity: { storage: '10Gi' },
    accessModes: ['ReadWriteOnce'],
    hostPath: { path: `/nowhere/${name}` },
  },
}))

test.for(['local', 'dev'] as const)(
  '%s gets ready with its servers, and so does the next release',
  async (environment) => {
    await using pk = await openInstallation(environment)
    const room = await mkdtemp(join(tmpdir(), 'pk-auto-disks-'))
    onTestFinished(() => rm(room, { recursive: true }))
    const file = join(room, 'disks.json')
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: DISKS }))
    await pk.cluster.kubectl('apply', '-f', file)
    for (const tag of ['1.2.3', '1.3.0']) {
      await pk.upgrade([`images.tag=${tag}`])
      await until('all are ready', async () => (await pk.deployments()).every(isReady))
      const images = (await pk.deployments()).map(
        ({ spec }) => spec.template.spec.containers[0]!.image.split(':')[1],
      )
      expect(images).toEqual(PART_NAMES.map(() => tag))
    }
    const servers = await pk.list('statefulsets')
    // Dev's object store stands outside.
    const inside = SERVERS.filter((name) => environment === 'local' || name !== 's3')
    expect(servers.map(({ metadata }) => metadata.name)).toEqual(inside)
    for (const { status } of servers) expect(status.readyReplicas).toBe(1)
  },
)
