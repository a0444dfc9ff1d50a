// A real server archives, is backed up and is restored elsewhere to a moment between two writes.
import { gunzipSync } from 'node:zlib'
import { newId } from '@pk-auto/kernel/id'
import { openObjects, type Objects } from '@pk-auto/objects/objects'
import { openDatabase } from '@pk-auto/postgres/database'
import { watchBackups } from '@pk-auto/postgres/backup-health'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { nativeHost } from '@pk-auto/servers/native/native-host'
import {
  giveToPostgres,
  postgresRoom,
  startRestoredPostgres,
} from '@pk-auto/servers/native/restored-postgres'
import { localUrls } from '@pk-auto/servers/server-urls'
import type {} from '@pk-auto/servers/vitest-setup'
import { freePort } from '@pk-auto/testing/fakes/free-port'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { takeBaseBackup } from '../src/base-backup.ts'
import { fetchWal } from '../src/fetch-wal.ts'
import { handOverFolder } from '../src/hand-over.ts'
import { archive, backUp, listAll } from '../src/jobs.ts'
import { readManifests, WAL_FOLDER } from '../src/manifest.ts'
import { prune } from '../src/prune.ts'
import { prepareRestore } from '../src/restore.ts'
import { shipWal, storeWal } from '../src/ship-wal.ts'
import { missingSegments } from '../src/wal-names.ts'

/** A server of our own: it archives, and those of the other tests must not. */
const offset = inject('offset') + 3_000
const host = nativeHost(offset)
const url = localUrls(portsAt(offset)).postgresUrl
const stack = new AsyncDisposableStack()
let objects: Objects
let spool: string

const answers = () => until('the server answers', () => rows('select 1'), { timeoutMs: 30_000 })

beforeAll(async () => {
  stack.defer(() => host.reset(['postgres']))
  await host.reset(['postgres'])
  await host.start(['postgres'], 'dev', () => undefined)
  await answers()
  spool = `${stack.use(await postgresRoom()).path}/spool`
  handOverFolder(spool)
  await giveToPostgres(spool)
  await archive({ BACKUP_DATABASE_URL: url, WAL_FOLDER: spool })
  await host.stop(['postgres'])
  await host.start(['postgres'], 'dev', () => undefined)
  await answers()
  const open = openObjects({
    ...inject('servers').s3,
    bucket: `backup-${newId()}`,
    service: 'test',
  })
  objects = stack.use(open)
  await objects.ensureBucket()
  stack.defer(async () => {
    for await (const { key } of objects.list('')) await objects.remove([key])
  })
  stack.use(shipWal(objects, spool))
})
afterAll(() => stack.disposeAsync())

async function rows<Row extends pg.QueryResultRow>(sql: string, at = url): Promise<Row[]> {
  const client = new pg.Client(at)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A server at another port with what there was at that moment; without one, all that is stored. */
async function restored(moment?: Date) {
  const room = stack.use(await postgresRoom())
  const [folder, walFolder] = [`${room.path}/data`, handOverFolder(`${room.path}/wal`)]
  handOverFolder(folder)
  const { settings } = await prepareRestore({ objects, folder, walFolder, until: moment })
  await giveToPostgres(room.path)
  stack.use(fetchWal(objects, walFolder, giveToPostgres))
  const port = await freePort()
  return stack.use(await startRestoredPostgres({ folder, port, settings, timeoutMs: 30_000 }))
}

/** A moment between what was committed before the call and what is committed after it. */
async function passed(): Promise<Date> {
  const soon = `date_trunc('milliseconds', clock_timestamp()) + interval '2 ms'`
  const [row] = await rows<{ moment: Date }>(`select ${soon} as moment`)
  const moment = row!.moment
  const sql = `select clock_timestamp() > '${moment.toISOString()}' as over`
  await until('the moment is over', async () => (await rows<{ over: boolean }>(sql))[0]?.over)
  return moment
}

const walNames = async () => {
  const names: string[] = []
  for await (const { key } of objects.list(WAL_FOLDER))
    names.push(key.slice(WAL_FOLDER.length).replace(/\.gz$/, ''))
  return names
}

test('what was written before the moment is there, and what came after is not', async () => {
  await rows(`create table note (text text, at timestamptz default clock_timestamp())`)
  await rows(`insert into note values ('in the base')`)
  const { firstWal, parts } = await takeBaseBackup({ url, objects })
  expect(parts.length).toBeGreaterThan(0)
  await rows(`insert into note values ('after it')`)
  const moment = await passed()
  await rows(`insert into note values ('too late')`)
  await rows(`select pg_switch_wal()`)
  await rows(`insert into note values ('in the last file')`)
  await rows(`select pg_switch_wal()`)
  await until('all of it is stored', async () => (await walNames()).length >= 4)

  const copy = await restored(moment)
  expect(await rows(`select text from note order by at`, copy.url)).toEqual([
    { text: 'in the base' },
    { text: 'after it' },
  ])
  // It is a copy: it takes writes and archives nothing.
  await rows(`insert into note values ('in the copy')`, copy.url)
  expect(await rows(`show archive_mode`, copy.url)).toEqual([{ archive_mode: 'off' }])
  expect(missingSegments(await walNames(), firstWal)).toEqual([])

  const newest = await restored()
  expect(await rows(`select text from note order by at desc limit 1`, newest.url)).toEqual([
    { text: 'in the last file' },
  ])
})

test('services show the age of the newest backup, and whether the log is stored', async () => {
  await rows('create role worker')
  const database = stack.use(openDatabase({ url, service: 'sample' }))
  stack.use(watchBackups(database))
  const shown = (name: string) =>
    until(`${name} is shown`, async () => {
      const line = new RegExp(`^${name}\\{service="sample"\\} (.+)$`, 'm').exec(await metricsText())
      return line ? { value: Number(line[1]) } : undefined
    })
  const age = await shown('postgres_backup_age_ms')
  expect(age.value).toBeGreaterThan(0)
  expect(age.value).toBeLessThan(60_000)
  expect(await shown('postgres_archive_failing_ms')).toEqual({ value: 0 })
  // The servers of the other tests archive nothing: nobody is woken about them.
  const other = stack.use(
    openDatabase({ url: inject('servers').postgresUrl, service: 'not-archiving' }),
  )
  stack.use(watchBackups(other))
  await metricsText()
  await other.ping()
  expect(await metricsText()).not.toMatch(/postgres_(backup|archive)\w+{service="not-archiving"/)
})

test('a backup that was cut off does not count, and a damaged one is refused', async () => {
  const [whole] = await readManifests(objects)
  await objects.put('base/20990101/part-00001', Buffer.from('half'), {
    contentType: 'application/octet-stream',
    cacheControl: 'no-store',
  })
  expect(await readManifests(objects)).toHaveLength(1)

  const [{ key, bytes } = { key: '', bytes: 0 }] = whole!.parts
  const good = await objects.getBytes(key, { maxBytes: bytes })
  const bad = Buffer.from(good)
  bad[bad.length - 9]! ^= 1
  const as = { contentType: 'application/octet-stream', cacheControl: 'no-store' }
  await objects.put(key, bad, as)
  await expect(restored()).rejects.toThrow(/not what was written/)
  await objects.put(key, good, as)
  await expect(restored(new Date('2020-01-01'))).rejects.toThrow(/the oldest moment is/)
})

test('the same log file again changes nothing, and another of its name is refused', async () => {
  const bytes = Buffer.alloc(1_000, 1)
  await storeWal(objects, '0000000900000000000000AA', bytes)
  await storeWal(objects, '0000000900000000000000AA', bytes)
  await expect(
    storeWal(objects, '0000000900000000000000AA', Buffer.alloc(1_000, 2)),
  ).rejects.toThrow(/two servers/)
  await objects.remove(['wal/0000000900000000000000AA.gz'])
})

test('pruning takes what no backup needs, and what stays can still be restored', async () => {
  const before = await walNames()
  await rows(`insert into note values ('for the second backup')`)
  const second = await takeBaseBackup({ url, objects })
  const tomorrow = new Date(Date.now() + 2 * 86_400_000)
  const pruned = await prune(objects, 7, tomorrow)
  expect(pruned).toMatchObject({ backups: 1 })
  expect(pruned.walFiles).toBeGreaterThan(0)
  expect(await readManifests(objects)).toEqual([second])
  const left = await walNames()
  expect(before.filter((name) => left.includes(name) && name < second.firstWal)).toEqual([])
  const keys = (await Array.fromAsync(objects.list('base/'))).map(({ key }) => key)
  expect(keys.every((key) => key.includes(second.id))).toBe(true)
  const copy = await restored()
  expect(await rows(`select count(*)::int as n from note`, copy.url)).toEqual([{ n: 5 }])
})

test('the daily jobs leave a whole backup and a list of objects, and can be repeated', async () => {
  const { endpoint, accessKey, secretKey } = inject('servers').s3
  const [bucket, media] = [`backup-${newId()}`, `media-${newId()}`]
  const open = (name: string) =>
    stack.use(openObjects({ ...inject('servers').s3, bucket: name, service: 'test' }))
  const [own, photos] = [open(bucket), open(media)]
  await photos.ensureBucket()
  await photos.put('photo/1', Buffer.from('a photo'), {
    contentType: 'image/jpeg',
    cacheControl: 'no-store',
  })
  const env = {
    ...{ S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey },
    ...{ BACKUP_BUCKET: bucket, RETAIN_DAYS: '1' },
  }
  const base = { ...env, BACKUP_DATABASE_URL: url }
  // Knows no database: it runs where an operator of its own backs them up, too.
  const lists = { ...env, S3_BUCKET: media }
  for (const _ of ['first', 'again']) {
    await backUp(base)
    await listAll(lists)
  }
  expect(await readManifests(own)).toHaveLength(1)
  const listed = (await Array.fromAsync(own.list('objects/'))).map(({ key }) => key)
  expect(listed).toEqual([
    expect.stringMatching(/manifest\.json$/),
    expect.stringMatching(/part-00001\.ndjson\.gz$/),
  ])
  const lines = gunzipSync(await own.getBytes(listed[1]!, { maxBytes: 10_000 })).toString()
  expect(JSON.parse(lines)).toMatchObject({ key: 'photo/1', bytes: 7 })
  for (const store of [own, photos])
    for await (const { key } of store.list('')) await store.remove([key])
})
