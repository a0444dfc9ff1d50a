// What a cluster runs before new pods: as processes, on a real database and a real broker.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { newId } from '@pk-auto/kernel/id'
import { testTopicPrefix } from '@pk-auto/testing/names'
import pg from 'pg'
import { expect, inject, test } from 'vitest'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../src/jobs/main.ts', import.meta.url))
/** Any service has migrations; the sample's are the fewest. */
const SAMPLE = fileURLToPath(new URL('../../../services/_sample', import.meta.url))

const job = (name: string, env: Record<string, string>) =>
  execute(process.execPath, [MAIN, name], { cwd: SAMPLE, env })

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows as unknown[]
  } finally {
    await client.end()
  }
}

test('migrate makes the database and its login, and a second time changes nothing', async () => {
  const name = `test_job_${newId().slice(-12)}`
  const at = (user?: string): string => {
    const url = new URL(inject('servers').postgresUrl)
    url.pathname = `/${name}`
    if (user !== undefined) [url.username, url.password] = [user, 'test']
    return url.href
  }
  const env = { DATABASE_OWNER_URL: at(), DATABASE_URL: at('sample_login') }
  try {
    await job('migrate', env)
    const done = await query(at(), 'select name, run_on from migration')
    expect(done.length).toBeGreaterThan(0)
    expect(await query(at('sample_login'), 'select current_user as me')).toEqual([
      { me: 'sample_login' },
    ])
    await job('migrate', env)
    expect(await query(at(), 'select name, run_on from migration')).toEqual(done)
  } finally {
    await query(inject('servers').postgresUrl, `drop database if exists ${name} with (force)`)
  }
})

test('topics makes what the list names, and a second time changes nothing', async () => {
  const prefix = testTopicPrefix()
  const folder = await mkdtemp(join(tmpdir(), 'pk-auto-topics-'))
  const file = join(folder, 'topics.yaml')
  const car = { kind: 'state', owner: 'catalogue', partitions: 3, replicas: 3, readers: [] }
  await writeFile(file, JSON.stringify({ topics: { 'catalogue.car.v1': car } }))
  const brokers = inject('servers').kafkaBrokers
  const env = {
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_TOPIC_PREFIX: prefix,
    TOPICS_FILE: file,
    TOPIC_REPLICAS: '1',
  }
  await job('topics', env)
  await job('topics', env)
  await using kafka = connectKafka({ brokers, service: 'scripts', topicPrefix: prefix })
  const made = await kafka.withAdmin((admin) => admin.listTopics())
  expect(made.filter((name) => name.startsWith(prefix))).toEqual([`${prefix}catalogue.car.v1`])
  await kafka.withAdmin((admin) => admin.deleteTopics({ topics: [`${prefix}catalogue.car.v1`] }))
  await rm(folder, { recursive: true })
})

test('a job says what it lacks, and which there are, by its log and its exit', async () => {
  await expect(job('migrate', {})).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('DATABASE_OWNER_URL'),
  })
  await expect(job('migrat', {})).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('there are migrate, topics, take-back-access'),
  })
})
