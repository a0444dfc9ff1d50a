// An upload from its signing to the served files, on the real servers.
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { MediaEvent } from '@pk-auto/proto/pkauto/media_iq/v1/events'
import { newId } from '@pk-auto/kernel/id'
import { readTopic } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import sharp from 'sharp'
import { mediaFixture, sha256Of } from './media-fixture.ts'
import { hostilePictures, partsOf, photo, photoWithPlace, turnedPhoto } from './pictures.ts'

const FILES = ['full.webp', 'full.jpg', 'card.webp', 'card.jpg', 'thumb.webp', 'thumb.jpg']

const stack = new AsyncDisposableStack()
let fixture: Awaited<ReturnType<typeof mediaFixture>>
let media: Awaited<ReturnType<typeof fixture.start>>
beforeAll(async () => {
  fixture = stack.use(await mediaFixture())
  media = stack.use(await fixture.start())
})
afterAll(() => stack.disposeAsync())

test('a photo becomes six files in three sizes, and its event tells of it', async () => {
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
  expect(ready?.placeholder.length).toBeLessThanOrEqual(1024)
  const widths = await Promise.all(
    FILES.map(
      async (name) =>
        (await sharp(Buffer.from(await (await media.fetchFile(id, name)).arrayBuffer())).metadata())
          .width,
    ),
  )
  expect(widths).toEqual([1600, 1600, 640, 640, 240, 240])
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

test('the store itself takes no other bytes than those announced', async () => {
  const ali = fixture.person()
  const announced = await photo(300, 200)
  for (const other of [
    Buffer.concat([announced, Buffer.from('x')]),
    Buffer.from(announced).fill(7, 500, 600),
    Buffer.alloc(0),
  ]) {
    const { mediaId, url, method, headers } = await media.sign(ali, media.announce(announced))
    expect((await fetch(url, { method, headers, body: new Uint8Array(other) })).ok).toBe(false)
    await expect(media.complete(ali, mediaId)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'MEDIA_NOT_UPLOADED',
    })
  }
})

test('bytes that got past the store are refused for their size or their hash', async () => {
  const ali = fixture.person()
  const honest = await photo(300, 200)
  const forged = {
    longer: Buffer.concat([honest, honest]),
    other: Buffer.from(honest).fill(7, 500, 600),
    empty: Buffer.alloc(0),
  }
  const refusals: Record<string, string> = {}
  for (const [what, bytes] of Object.entries(forged)) {
    const { mediaId } = await media.sign(ali, media.announce(honest))
    await fixture.objects.put(`originals/${mediaId}`, bytes, {
      contentType: 'image/jpeg',
      cacheControl: 'no-store',
    })
    refusals[what] = (await media.complete(ali, mediaId)).refusal
  }
  expect(refusals).toEqual({
    longer: 'MEDIA_SIZE_MISMATCH',
    other: 'MEDIA_SHA256_MISMATCH',
    empty: 'MEDIA_SIZE_MISMATCH',
  })
})

test('an upload that was cut can be sent and completed again', async () => {
  const ali = fixture.person()
  const bytes = await photo(300, 200)
  const { mediaId, url, method, headers } = await media.sign(ali, media.announce(bytes))
  await expect(media.complete(ali, mediaId)).rejects.toMatchObject({ code: 'MEDIA_NOT_UPLOADED' })
  await fetch(url, { method, headers, body: new Uint8Array(bytes) })
  expect((await media.complete(ali, mediaId)).state).toBe(MediaState.MEDIA_STATE_PROCESSING)
})

test('ten completions at once make one job, one event and one answer', async () => {
  const ali = fixture.person()
  const id = await media.send(ali, await photo(500, 300))
  const answers = await Promise.all(Array.from({ length: 10 }, () => media.complete(ali, id)))
  expect(
    answers.every(
      ({ state }) =>
        state === MediaState.MEDIA_STATE_PROCESSING || state === MediaState.MEDIA_STATE_READY,
    ),
  ).toBe(true)
  await media.settled()
  expect((await media.complete(ali, id)).state).toBe(MediaState.MEDIA_STATE_READY)
  const { rows } = await fixture.rows.query(
    'select count(*)::int as events from outbox where key = $1',
    [id],
  )
  expect(rows).toEqual([{ events: 1 }])
})

test('the same key signs the same media again, with a fresh address that is stored nowhere', async () => {
  const ali = fixture.person()
  const asked = media.announce(await photo(300, 200))
  const key = newId()
  const first = await media.sign(ali, asked, key)
  const again = await media.sign(ali, asked, key)
  expect(again.mediaId).toBe(first.mediaId)
  const { rows } = await fixture.rows.query(
    'select id, version, length(reply)::int as bytes from idempotency where key = $1',
    [key],
  )
  expect(rows).toEqual([{ id: first.mediaId, version: 1, bytes: 0 }])
  await expect(media.sign(ali, { ...asked, bytes: 5n }, key)).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('HEIC, SVG, oversize and unknown purposes are refused before a byte is sent', async () => {
  const ali = fixture.person()
  const asked = { contentType: 'image/jpeg', bytes: 1_000n, sha256: sha256Of(Buffer.from('x')) }
  await expect(media.sign(ali, { ...asked, contentType: 'image/heic' })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'MEDIA_TYPE_UNSUPPORTED',
  })
  await expect(media.sign(ali, { ...asked, contentType: 'image/svg+xml' })).rejects.toMatchObject({
    code: 'MEDIA_TYPE_UNSUPPORTED',
  })
  await expect(
    media.sign(ali, { ...asked, bytes: 15n * 1024n * 1024n + 1n }),
  ).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' })
  await expect(media.sign(ali, { ...asked, purpose: 'passport' })).rejects.toMatchObject({
    code: 'MEDIA_PURPOSE_UNKNOWN',
    fields: [{ path: 'purpose' }],
  })
})

test('fifty parallel uploads of one person stop at the cap', async () => {
  await using capped = await fixture.start({
    upload: { ...fixture.config.upload, maxOpen: 10 },
    roles: new Set(['api'] as const),
  })
  const greedy = fixture.person()
  const asked = capped.announce(Buffer.from('a picture'))
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, () => capped.sign(greedy, asked)),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { kind: 'too_many', code: 'MEDIA_TOO_MANY_OPEN' },
  })
})

test("another person's media looks like none", async () => {
  const [ali, eve] = [fixture.person(), fixture.person()]
  const id = await media.send(ali, await photo(300, 200))
  await expect(media.complete(eve, id)).rejects.toMatchObject({
    kind: 'not_found',
    code: 'MEDIA_NOT_FOUND',
  })
  await expect(media.complete(eve, newId())).rejects.toMatchObject({
    kind: 'not_found',
    code: 'MEDIA_NOT_FOUND',
  })
  expect(await media.own(eve, id, newId(), 'no id')).toEqual([])
  expect(await media.own(ali, id)).toHaveLength(1)
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

test('everything announced is said again on demand, at its version', async () => {
  await media.settled()
  const { rows } = await fixture.rows.query(
    "select count(*)::int as n from media where state in ('ready', 'refused', 'removed')",
  )
  const before = await fixture.rows.query('select count(*)::int as n from outbox')
  expect(await media.admin.republishMedia({ ids: [], after: '' })).toEqual({
    republished: rows[0].n,
    next: '',
  })
  const after = await fixture.rows.query('select count(*)::int as n from outbox')
  expect(after.rows[0].n - before.rows[0].n).toBe(rows[0].n)
})
