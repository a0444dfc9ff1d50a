// What becomes of the bytes of an upload: eight files and nothing but the picture, or a reason.
import { newId } from '@pk-auto/kernel/id'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { readTopic } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import sharp from 'sharp'
import { mediaFixture } from './media-fixture.ts'
import { hostilePictures, partsOf, photo, photoWithPlace, turnedPhoto } from './pictures.ts'

const FILES = [
  ...['full.webp', 'full.jpg', 'large.webp', 'medium.webp'],
  ...['card.webp', 'card.jpg', 'thumb.webp', 'thumb.jpg'],
]

const stack = new AsyncDisposableStack()
let fixture: Awaited<ReturnType<typeof mediaFixture>>
let media: Awaited<ReturnType<typeof fixture.start>>
beforeAll(async () => {
  fixture = stack.use(await mediaFixture())
  media = stack.use(await fixture.start())
})
afterAll(() => stack.disposeAsync())

test('a photo becomes eight files in five sizes, and its event describes it', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await photo())
  expect((await media.complete(ali, id)).state).toBe(MediaState.MEDIA_STATE_PROCESSING)
  await media.settled()
  const [ready] = await media.own(ali, id)
  expect(ready).toMatchObject({
    id,
    state: MediaState.MEDIA_STATE_READY,
    width: 1600,
    height: 1067,
    refusal: '',
  })
  expect(ready?.placeholder).toMatch(/^data:image\/webp;base64,/)
  expect(ready?.placeholder.length).toBeLessThanOrEqual(200)
  const widths = await Promise.all(
    FILES.map(
      async (name) =>
        (await sharp(Buffer.from(await (await media.fetchFile(id, name)).arrayBuffer())).metadata())
          .width,
    ),
  )
  expect(widths).toEqual([1600, 1600, 1200, 960, 640, 640, 240, 240])
  const events = (
    await readTopic({
      brokers: inject('servers').kafkaBrokers,
      topic: `${fixture.topicPrefix}media-iq.media.v1`,
    })
  ).filter(({ key }) => key === id)
  expect(events).toHaveLength(1)
  expect(MediaEvent.decode(events[0]!.value!)).toMatchObject({
    mediaId: id,
    version: 3,
    state: MediaState.MEDIA_STATE_READY,
    width: 1600,
    height: 1067,
    placeholder: ready?.placeholder,
  })
  expect(MediaEvent.decode(events[0]!.value!).dhash).toBeTypeOf('bigint')
})

test('place, maker, author and colour profile are in nothing that is served', async () => {
  const ali = fixture.person()
  const original = await photoWithPlace()
  const before = await sharp(original).metadata()
  expect([before.exif !== undefined, before.icc !== undefined]).toEqual([true, true])
  const id = await media.send(ali, original)
  await media.complete(ali, id)
  await media.settled()
  for (const name of FILES) {
    const bytes = Buffer.from(await (await media.fetchFile(id, name)).arrayBuffer())
    const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata()
    const traces = ['Exif\0\0', 'SecretMaker', 'Private Person', 'ICC_PROFILE'].filter((trace) =>
      bytes.includes(trace),
    )
    // Nothing but the picture itself: no application segment, no extended WebP.
    const parts = name.endsWith('.jpg') ? [] : ['VP8 ']
    expect({ name, exif, icc, xmp, iptc, orientation, traces, parts: partsOf(bytes) }).toEqual({
      name,
      traces: [],
      parts,
    })
  }
})

test('a photo taken with the camera turned stands upright', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await turnedPhoto())
  await media.complete(ali, id)
  await media.settled()
  expect(await media.own(ali, id)).toMatchObject([{ width: 200, height: 400 }])
  const picture = sharp(Buffer.from(await (await media.fetchFile(id, 'full.jpg')).arrayBuffer()))
  const pixel = await picture.extract({ left: 100, top: 50, width: 1, height: 1 }).raw().toBuffer()
  expect(pixel[0]).toBeGreaterThan(200)
  expect(pixel[2]).toBeLessThan(80)
})

test('a picture with a page behind it comes out without the page', async () => {
  const ali = fixture.person()
  const id = await media.send(
    ali,
    Buffer.concat([await photo(600, 400), Buffer.from('<script>alert(document.cookie)</script>')]),
  )
  await media.complete(ali, id)
  await media.settled()
  for (const name of FILES)
    expect(await (await media.fetchFile(id, name)).text()).not.toContain('<script>')
})

test('every hostile file is refused with its reason, announced, and never served', async () => {
  const ali = fixture.person()
  const corpus = await hostilePictures()
  const sent = new Map<string, string>()
  for (const [what, { bytes, contentType }] of Object.entries(corpus)) {
    const id = await media.send(ali, bytes, contentType)
    sent.set(what, id)
    await media.complete(ali, id)
  }
  await media.settled()
  const own = new Map((await media.own(ali, ...sent.values())).map((each) => [each.id, each]))
  const found = Object.fromEntries([...sent].map(([what, id]) => [what, own.get(id)?.refusal]))
  expect(found).toEqual(
    Object.fromEntries(Object.entries(corpus).map(([what, { code }]) => [what, code])),
  )
  for (const id of sent.values()) expect((await media.fetchFile(id, 'full.jpg')).status).toBe(404)
  const events = await readTopic({
    brokers: inject('servers').kafkaBrokers,
    topic: `${fixture.topicPrefix}media-iq.media.v1`,
  })
  const refused = events
    .map(({ value }) => MediaEvent.decode(value!))
    .filter(({ state }) => state === MediaState.MEDIA_STATE_REFUSED)
  expect(new Set(refused.map(({ mediaId }) => mediaId))).toEqual(new Set(sent.values()))
})

test('a photo from before the sizes between is served in full instead', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await photo())
  await media.complete(ali, id)
  await media.settled()
  await fixture.objects.remove([`served/${id}/medium.webp`, `served/${id}/card.webp`])
  // Two ArrayBuffers are always equal to vitest.
  const bytesOf = async (name: string) =>
    Buffer.from(await (await media.fetchFile(id, name)).arrayBuffer())
  expect(await bytesOf('medium.webp')).toEqual(await bytesOf('full.webp'))
  expect((await media.fetchFile(id, 'card.webp')).status).toBe(404)
})

test('files are served for ever, as pictures and as nothing else; originals never', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await photo(500, 300))
  await media.complete(ali, id)
  await media.settled()
  const answer = await media.fetchFile(id, 'card.webp')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'content-length': String((await answer.arrayBuffer()).byteLength),
  })
  expect(
    (await media.fetchFile(id, 'card.webp', { 'if-none-match': answer.headers.get('etag') ?? '' }))
      .status,
  ).toBe(304)
  const none = ['original.jpg', 'full.svg', '..%2f..%2foriginals%2f' + id, '', 'full.jpg%00']
  for (const name of none)
    expect([name, (await media.fetchFile(id, name)).status]).toEqual([name, 404])
  expect((await media.fetchFile(newId(), 'full.jpg')).status).toBe(404)
  expect((await media.fetchFile('..%2foriginals', id)).status).toBe(404)
})
