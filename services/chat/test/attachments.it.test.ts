// Pictures, voices and places in conversations: only one's own, each in one message, seen by the
// two alone, and gone with the message or its sender.
import { newId } from '@pk-auto/kernel/id'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFixture, startChatFixture } from './chat-fixture.ts'

let fixture: ChatFixture
let { as, person, chat, media, open, pair, send, sendMedia, read, eventsOf } = {} as ChatFixture
beforeAll(async () => {
  fixture = await startChatFixture()
  ;({ as, person, chat, media, open, pair, send, sendMedia, read, eventsOf } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const linksFor = async (who: Parameters<typeof as>[0], mediaId: string) =>
  chat.getAttachment({ mediaId }, await as(who))

test('both see a picture in its place; the topic names it and shows nothing', async () => {
  const { buyer, seller, id } = await pair()
  await send(buyer, id, 'look')
  const mediaId = media.add(buyer)
  expect(await sendMedia(buyer, id, mediaId)).toMatchObject({ seq: 2n, repeated: false })
  for (const reader of [buyer, seller]) {
    const events = (await read(reader, id))?.events ?? []
    expect(events.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'look'],
      ['image', undefined],
    ])
    expect(events[1]?.attachment).toMatchObject({ mediaId, width: 1600, height: 1200 })
    const { files } = await linksFor(reader, mediaId)
    expect(files).toEqual([{ name: 'full.webp', path: `private/${mediaId}/full.webp` }])
  }
  expect((await eventsOf(id)).map((event) => event.mediaId)).toEqual([undefined, mediaId])
})

test('a voice is sent as one, with what a player shows of it, and never as a picture', async () => {
  const { buyer, seller, id } = await pair()
  const voice = { purpose: 'chat-voice', durationMs: 4_200, peaks: Buffer.alloc(64, 9) }
  const mediaId = media.add(buyer, voice)
  await expect(sendMedia(buyer, id, mediaId)).rejects.toMatchObject({
    code: 'ATTACHMENT_NOT_FOUND',
  })
  const picture = media.add(buyer)
  await expect(sendMedia(buyer, id, picture, { kind: 'voice' })).rejects.toMatchObject({
    code: 'ATTACHMENT_NOT_FOUND',
  })
  await sendMedia(buyer, id, mediaId, { kind: 'voice' })
  const [event] = (await read(seller, id))?.events ?? []
  expect([event?.kind, event?.attachment]).toMatchObject([
    'voice',
    { mediaId, durationMs: 4_200, peaks: voice.peaks },
  ])
  await fixture.erasePeople(buyer)
  const [left] = (await read(seller, id))?.events ?? []
  expect([left?.kind, left?.attachment]).toEqual(['voice', undefined])
})

test('a place is stored as it was sent, to a metre, and goes with its message', async () => {
  const { buyer, seller, id } = await pair()
  const clientId = newId()
  const at = { conversationId: id, kind: 'place', text: '' }
  const place = { lat: 31.520412345, lon: 74.35874, name: 'Liberty' }
  const sendPlace = async (where: typeof place | undefined, key = clientId) =>
    chat.sendMessage({ ...at, clientId: key, place: where }, await as(buyer))
  await sendPlace(place)
  expect(await sendPlace(place)).toMatchObject({ seq: 1n, repeated: true })
  await expect(sendPlace({ ...place, lat: 30 })).rejects.toMatchObject({
    code: 'MESSAGE_KEY_REUSED',
  })
  for (const wrong of [undefined, { ...place, lat: 91 }])
    await expect(sendPlace(wrong, newId())).rejects.toMatchObject({ code: 'INVALID_MESSAGE' })
  const placeOf = async () => (await read(seller, id))?.events[0]?.place
  expect(await placeOf()).toEqual({ ...place, lat: 31.52041 })
  await chat.deleteMessage({ conversationId: id, seq: 1n }, await as(buyer))
  expect(await placeOf()).toBeUndefined()
  await sendPlace(place, newId())
  await fixture.erasePeople(buyer)
  const events = (await read(seller, id))?.events ?? []
  expect(events.map((event) => [event.kind, event.place])).toEqual([
    ['place', undefined],
    ['', undefined],
    ['place', undefined],
  ])
})

test('a foreign, unknown, refused or otherwise meant upload is not sent', async () => {
  const { buyer, seller, id } = await pair()
  const unusable = [
    media.add(seller),
    newId(),
    'no id',
    media.add(buyer, { purpose: 'listing-photo' }),
    media.add(buyer, { state: MediaState.MEDIA_STATE_REFUSED, refusal: 'MEDIA_UNREADABLE' }),
    media.add(buyer, { state: MediaState.MEDIA_STATE_REMOVED }),
  ]
  for (const mediaId of unusable)
    await expect(sendMedia(buyer, id, mediaId)).rejects.toMatchObject({
      ...{ kind: 'not_found', code: 'ATTACHMENT_NOT_FOUND' },
    })
  const early = media.add(buyer, { state: MediaState.MEDIA_STATE_PROCESSING })
  await expect(sendMedia(buyer, id, early)).rejects.toMatchObject({
    ...{ kind: 'precondition', code: 'ATTACHMENT_NOT_READY' },
  })
  expect((await read(buyer, id))?.events).toEqual([])
  expect(await eventsOf(id)).toEqual([])
})

test('a picture stands in one message; the same key again is the same message', async () => {
  const { buyer, seller, id } = await pair()
  const other = await open(buyer, seller)
  const [mediaId, clientId] = [media.add(buyer), newId()]
  await sendMedia(buyer, id, mediaId, { clientId })
  // The upload has gone: the repeat is answered all the same, and nobody is asked.
  media.remove(mediaId)
  const before = media.asked.length
  expect(await sendMedia(buyer, id, mediaId, { clientId })).toMatchObject({
    seq: 1n,
    repeated: true,
  })
  expect(media.asked).toHaveLength(before)
  await expect(sendMedia(buyer, id, newId(), { clientId })).rejects.toMatchObject({
    code: 'MESSAGE_KEY_REUSED',
  })
  const shown = media.add(buyer)
  await sendMedia(buyer, id, shown)
  for (const conversation of [id, other])
    await expect(sendMedia(buyer, conversation, shown)).rejects.toMatchObject({
      code: 'ATTACHMENT_USED',
    })
  expect((await read(buyer, other))?.events).toEqual([])
})

test('whoever takes no part finds no picture; a kind nobody knows is refused', async () => {
  const { buyer, id } = await pair()
  const mediaId = media.add(buyer)
  await sendMedia(buyer, id, mediaId)
  const unsent = media.add(buyer)
  for (const [who, which] of [
    [person(), mediaId],
    [buyer, newId()],
    [buyer, unsent],
    [buyer, 'no id'],
  ] as const)
    await expect(linksFor(who, which)).rejects.toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  const message = { conversationId: id, clientId: newId(), text: '', kind: 'hologram' }
  await expect(chat.sendMessage(message, await as(buyer))).rejects.toMatchObject({
    code: 'INVALID_MESSAGE',
  })
})

test('a deleted picture is gone for both, its number stays, and media-iq hears of it', async () => {
  const { buyer, seller, id } = await pair()
  const mediaId = media.add(buyer)
  await sendMedia(buyer, id, mediaId)
  const at = { conversationId: id, seq: 1n }
  await expect(chat.editMessage({ ...at, text: 'x' }, await as(buyer))).rejects.toMatchObject({
    code: 'MESSAGE_NOT_TEXT',
  })
  await chat.deleteMessage(at, await as(buyer))
  for (const who of [buyer, seller])
    await expect(linksFor(who, mediaId)).rejects.toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  const events = (await read(seller, id))?.events ?? []
  expect(events.map(({ kind, attachment }) => [kind, attachment])).toEqual([
    ['image', undefined],
    ['', undefined],
  ])
  expect((await eventsOf(id)).map((event) => event.mediaId)).toEqual([mediaId, mediaId])
  const [left] = await fixture.rows<{ body: unknown }>(
    'select body from conversation_event where conversation_id = $1 and seq = 1',
    [id],
  )
  expect(JSON.stringify(left)).not.toContain(mediaId)
})

test('of an erased person the pictures go and the numbers stay', async () => {
  const { buyer, seller, id } = await pair()
  const [gone, stays] = [media.add(buyer), media.add(seller)]
  await sendMedia(buyer, id, gone)
  await sendMedia(seller, id, stays)
  await fixture.erasePeople(buyer)
  const events = (await read(seller, id))?.events ?? []
  expect(events.map(({ seq, attachment }) => [seq, attachment?.mediaId])).toEqual([
    [1n, undefined],
    [2n, stays],
  ])
  await expect(linksFor(seller, gone)).rejects.toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  expect((await linksFor(seller, stays)).files).toHaveLength(1)
})
