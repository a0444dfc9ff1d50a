// Pictures of chats: seen by signed links only, on no topic, and gone when nobody shows them.
import { createPublisher } from '@pk-auto/kafka/publisher'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { newId } from '@pk-auto/kernel/id'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { CONVERSATIONS, PEOPLE } from '@pk-auto/proto/topics'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostilePictures, photo, photoWithPlace } from './pictures.ts'
import { DAY_MS, MINUTE_MS, retentionFixture } from './retention-fixture.ts'

const { MEDIA_STATE_READY: READY, MEDIA_STATE_REMOVED: REMOVED } = MediaState
const FILES = ['full.webp', 'full.jpg', 'card.webp', 'card.jpg', 'thumb.webp', 'thumb.jpg']

let scene: Awaited<ReturnType<typeof retentionFixture>>
let publisher: ReturnType<typeof createPublisher>
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  scene = stack.use(await retentionFixture())
  const kafka = stack.use(connectKafka({ ...scene.fixture.config.kafka, service: 'chat' }))
  publisher = stack.use(createPublisher(kafka))
})
afterAll(() => stack.disposeAsync())

const upload = async (bytes: Buffer, contentType = 'image/jpeg') => {
  const { media, ali } = scene
  const id = await media.send(ali, bytes, contentType, 'chat')
  await media.complete(ali, id)
  await media.settled()
  return id
}
const linkOf = async (mediaId: string, name: string) => {
  const { files } = await scene.media.chat.signFiles({ mediaId })
  return files.find((file) => file.name === name)?.path ?? ''
}
const fetchLink = (path: string) => fetch(`http://127.0.0.1:${scene.media.httpPort}/media/${path}`)

type Topic = { readonly name: string; readonly type: string }
const publish = async (topic: Topic, key: string, value: Uint8Array | null) => {
  const { name, type } = topic
  await publisher.publish([{ id: newId(), topic: name, type, key, value, at: new Date() }])
  await scene.media.settled()
}
/** As chat says it: a message with it was sent, or deleted. */
const say = (type: EventType, mediaId: string, conversationId = newId()) =>
  publish(
    CONVERSATIONS,
    conversationId,
    CONVERSATIONS.encode(ConversationEvent.fromPartial({ conversationId, type, mediaId })),
  )

test('a picture of a chat is seen by a link of chat alone, and for five minutes', async () => {
  const id = await upload(await photo(400, 300))
  expect(await scene.stateOf(id)).toBe(READY)
  for (const name of FILES) expect((await scene.media.fetchFile(id, name)).status).toBe(404)
  const link = await linkOf(id, 'full.webp')
  const answer = await fetchLink(link)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(answer.headers.get('cache-control')).toBe('private, max-age=300')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const other = await upload(await photo(300, 200))
  const [, query] = link.split('?')
  const until = new URLSearchParams(query).get('until') ?? ''
  for (const forged of [
    link.replace(id, other),
    link.replace('full', 'card'),
    link.replace(until, String(Number(until) + 1)),
    link.slice(0, -1),
    `private/${id}/full.webp?until=${until}&signature=`,
    `private/${id}/%2e%2e%2fserved?${query}`,
  ])
    expect((await fetchLink(forged)).status).toBe(404)
  await scene.after(5 * MINUTE_MS)
  expect((await fetchLink(link)).status).toBe(404)
})

test('nothing of it is on the topic, no original stays, and place and maker are gone', async () => {
  const id = await upload(await photoWithPlace())
  const sent = await scene.fixture.rows.query('select 1 from outbox where key = $1', [id])
  expect(sent.rows).toEqual([])
  await scene.after(31 * MINUTE_MS)
  const stored = await scene.objectsOf(id)
  expect(stored.toSorted()).toEqual(FILES.map((name) => `private/${id}/${name}`).toSorted())
  const bytes = Buffer.from(await (await fetchLink(await linkOf(id, 'full.jpg'))).arrayBuffer())
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(bytes.includes('SecretMaker')).toBe(false)
})

test('a link is made for private pictures only, and only for chat', async () => {
  const { media, ali } = scene
  const shown = await media.send(ali, await photo(300, 200))
  await media.complete(ali, shown)
  await media.settled()
  for (const mediaId of [shown, newId(), 'no id'])
    await expect(media.chat.signFiles({ mediaId })).rejects.toMatchObject({
      code: 'MEDIA_NOT_FOUND',
    })
  await expect(media.gateway.signFiles({ mediaId: shown })).rejects.toMatchObject({
    code: 'CALLER_NOT_ALLOWED',
  })
})

test('what is no picture is refused as a photo is; of 10 MB none is signed', async () => {
  const samples = Object.entries(await hostilePictures())
  expect(samples.length).toBeGreaterThan(3)
  const { media, ali } = scene
  for (const [what, { bytes, contentType, code }] of samples) {
    const id = await upload(bytes, contentType)
    const [found] = await media.own(ali, id)
    expect([what, found?.state, found?.refusal]).toEqual([
      what,
      MediaState.MEDIA_STATE_REFUSED,
      code,
    ])
  }
  const chat = { purpose: 'chat', contentType: 'image/jpeg', sha256: '0f'.repeat(32) }
  const tooLarge = media.sign(ali, { ...chat, bytes: 10n * 1024n * 1024n })
  await expect(tooLarge).rejects.toMatchObject({
    fields: [expect.objectContaining({ path: 'bytes', code: 'MEDIA_TOO_LARGE' })],
  })
  const svg = media.sign(ali, { ...chat, contentType: 'image/svg+xml', bytes: 900n })
  await expect(svg).rejects.toMatchObject({
    fields: [expect.objectContaining({ code: 'MEDIA_TYPE_UNSUPPORTED' })],
  })
})

test('unsent ones go after seven days, sent ones stay until their message is deleted', async () => {
  const bytes = await photo(300, 200)
  const [unsent, sent, deleted] = [await upload(bytes), await upload(bytes), await upload(bytes)]
  await say(EventType.EVENT_TYPE_MESSAGE, sent)
  await say(EventType.EVENT_TYPE_MESSAGE, deleted)
  await scene.after(8 * DAY_MS)
  const states = () => Promise.all([unsent, sent, deleted].map((id) => scene.stateOf(id)))
  expect(await states()).toEqual([REMOVED, READY, READY])
  await say(EventType.EVENT_TYPE_DELETED, deleted)
  await scene.after(MINUTE_MS)
  expect(await states()).toEqual([REMOVED, READY, REMOVED])
  expect([await scene.objectsOf(unsent), await scene.objectsOf(deleted)]).toEqual([[], []])
  // The event again, late: what was removed stays so.
  await say(EventType.EVENT_TYPE_MESSAGE, deleted)
  expect(await states()).toEqual([REMOVED, READY, REMOVED])
})

test('a draft that names a private picture neither keeps nor shows it', async () => {
  const id = await upload(await photo(300, 200))
  await scene.draft(newId(), 1, scene.ali.personId, id)
  await scene.after(8 * DAY_MS)
  expect(await scene.stateOf(id)).toBe(REMOVED)
})

test('of an erased person all private pictures go, shown or not', async () => {
  const bytes = await photo(300, 200)
  const [sent, unsent] = [await upload(bytes), await upload(bytes)]
  await say(EventType.EVENT_TYPE_MESSAGE, sent)
  await publish(PEOPLE, scene.ali.personId, null)
  await scene.after(31 * MINUTE_MS)
  expect([await scene.stateOf(sent), await scene.stateOf(unsent)]).toEqual([REMOVED, REMOVED])
  expect([await scene.objectsOf(sent), await scene.objectsOf(unsent)]).toEqual([[], []])
  await say(EventType.EVENT_TYPE_MESSAGE, sent)
  expect(await scene.stateOf(sent)).toBe(REMOVED)
})
