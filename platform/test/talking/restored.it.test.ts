// Chat's database comes back as it was earlier: numbers of its logs come again, and mean what they
// say now to open sockets and to whoever tells people of messages.
import { CONVERSATIONS } from '@pk-auto/proto/topics'
import { startPushService } from '@pk-auto/testing/fakes/push-service'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notifySecrets } from '../../secrets/development-secrets.ts'
import { databaseOf } from '../../environment.ts'
import { openProbe, type Probe } from '../../invariants/probe.ts'
import { ownPorts } from '../../processes/own-ports.ts'
import { reconcile } from '../../restore/reconcile.ts'
import { startTalking, type Talking } from './talking.ts'

/** Without Redis a gateway looks every two seconds by itself. */
const servers = { ...inject('servers'), redisUrl: 'redis://127.0.0.1:1' }
const stack = new AsyncDisposableStack()
let talking: Talking
let probe: Probe
beforeAll(async () => {
  talking = stack.use(await startTalking(servers))
  probe = stack.use(await openProbe({ servers, namespace: talking.namespace }))
})
afterAll(() => stack.disposeAsync())

/** As if it came out of a backup: the log ends at `last`, and the lists with it. */
async function restore(conv: string, last: number): Promise<void> {
  const { namespace } = talking
  const place = { servers, ports: await ownPorts(), profile: 'test' as const, namespace }
  await probe.rows(
    'chat',
    `with gone as (
       delete from conversation_event where conversation_id = $1 and seq > $2),
     seen as (
       update member set read_seq = least(read_seq, $2), unread = least(unread, $2), feed_seq = 1
       where conversation_id = $1),
     lists as (update feed set last_seq = 1)
     update conversation set last_seq = $2 where id = $1`,
    [conv, last],
  )
  await reconcile({
    ...{ ownerUrl: databaseOf('chat', place).ownerUrl, until: new Date(), erased: [] },
    topics: [{ name: CONVERSATIONS.name, records: probe.records(CONVERSATIONS.name) }],
    restored: new URL('../../../services/chat/restored.sql', import.meta.url),
  })
}

test('after a restore open sockets get the log anew, and its new messages are news', async () => {
  const [buyer, seller] = [await talking.talker(), await talking.talker()]
  await using pushes = await startPushService(notifySecrets()['VAPID_PUBLIC_KEY'] ?? '')
  const { endpoint, ...keys } = pushes.browser().subscription
  await seller.call('POST', '/api/v1/me/push-subscriptions', { endpoint, keys })
  const conv = await talking.converse(buyer, seller)
  await using ours = await buyer.live()
  await using theirs = await seller.live()
  for (const socket of [ours, theirs]) socket.say({ t: 'sub', conv, have: 0 })
  for (const text of ['one', 'two', 'lost', 'lost too']) await ours.send(conv, text)
  await until('all is seen', async () => theirs.seqs(conv).includes(4))
  const news = async () => {
    const sql = 'select person_id from news where event_key like $1'
    return (await probe.rows('notify', sql, [`message:${conv}:%`])).length
  }
  await until('all is news', async () => (await news()) === 4)
  const { epoch: before } = await theirs.received('hello')

  await restore(conv, 2)
  expect(await ours.send(conv, 'anew')).toMatchObject({ t: 'ack', seq: 3 })
  await theirs.received('hello', ({ epoch }) => epoch !== before)
  expect(theirs.frames.find(({ t }) => t === 'resync')).toEqual({ t: 'resync', conv })
  theirs.say({ t: 'sub', conv, have: 0 })
  const again = await theirs.received('events', ({ events }) => {
    const [first, , third] = events as { seq: number; body: { text: string } }[]
    return first?.seq === 1 && third?.body.text === 'anew'
  })
  expect(again['events']).toHaveLength(3)
  await ours.send(conv, 'and on')
  await until('both go on', async () => theirs.seqs(conv).filter((seq) => seq === 4).length === 2)
  await until('each is news once', async () => (await news()) === 6)
})
