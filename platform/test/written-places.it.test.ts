// I1 knows where each kind of write is to be found, in the newest schema of its owner.
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { acknowledgedWrites } from '../invariants/acknowledged-writes.ts'
import type { Probe } from '../invariants/probe.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const ownerOf = async (service: string): Promise<pg.Client> => {
  const { ownerUrl } = stack.use(
    await testDatabase({
      serverUrl: inject('servers').postgresUrl,
      service,
      migrations: fileURLToPath(new URL(`../../services/${service}/migrations`, import.meta.url)),
    }),
  )
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  stack.defer(() => owner.end())
  return owner
}
const owners = new Map<string, Promise<pg.Client>>()
const probe = {
  async rows(service: string, sql: string, values: unknown[]) {
    const owner = owners.get(service) ?? ownerOf(service)
    owners.set(service, owner)
    return (await (await owner).query(sql, values)).rows
  },
} as unknown as Probe

const gone = (what: string, id = newId()) => ({ what, id, outcome: 'ok' as const })

test('I1 sees that what was saved, bid, reported or said is not there', async () => {
  const saved = gone('save favourite', `${newId()} ${newId()}`)
  const history = [
    ...[saved, gone('create alert'), gone('create lead'), gone('create offer')],
    ...[gone('create report'), gone('send message')],
  ]
  expect((await acknowledgedWrites(probe, history)).breaches).toEqual(
    history.map(({ what, id }) => `${what} ${id}: was acknowledged and is not there`),
  )
  // Whoever saved it has taken it away again.
  const removed = { ...saved, what: 'remove favourite', outcome: 'unknown' as const }
  expect((await acknowledgedWrites(probe, [saved, removed])).breaches).toEqual([])
})

test('I1 sees a message that stands at an earlier place than was acknowledged', async () => {
  const [conversation, actor, client] = [newId(), newId(), newId()]
  await probe.rows(
    'chat',
    `insert into conversation_event
       (conversation_id, seq, type, actor_id, client_id, sha256, body, at)
     values ($1, 3, 'message', $2, $3, 'x', '{"text": "salam"}', now())`,
    [conversation, actor, client],
  )
  const message = { ...gone('send message', client), version: 3 }
  expect((await acknowledgedWrites(probe, [message])).breaches).toEqual([])
  expect((await acknowledgedWrites(probe, [{ ...message, version: 4 }])).breaches).toEqual([
    `send message ${client}: was acknowledged at version 4 and is there at 3`,
  ])
})
