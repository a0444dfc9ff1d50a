// Voices in chats: decoded and coded anew, without names and places, of three minutes at most.
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaFixture, sha256Of } from './media-fixture.ts'
import { photo } from './pictures.ts'
import { describe, recording } from './voices.ts'

const stack = new AsyncDisposableStack()
let fixture: Awaited<ReturnType<typeof mediaFixture>>
let media: Awaited<ReturnType<typeof fixture.start>>
beforeAll(async () => {
  fixture = stack.use(await mediaFixture())
  media = stack.use(await fixture.start())
})
afterAll(() => stack.disposeAsync())

const send = async (bytes: Buffer, contentType: string) => {
  const ali = fixture.person()
  const id = await media.send(ali, bytes, contentType, 'chat-voice')
  await media.complete(ali, id)
  await media.settled()
  const [found] = await media.own(ali, id)
  return found!
}
const fetchVoice = async (mediaId: string, headers: Record<string, string> = {}) => {
  const { files } = await media.chat.signFiles({ mediaId })
  expect(files.map(({ name }) => name)).toEqual(['voice.m4a'])
  return fetch(`http://127.0.0.1:${media.httpPort}/media/${files[0]?.path}`, { headers })
}

test.each([
  ['webm', 'audio/webm'],
  ['ogg', 'audio/ogg'],
  ['mp4', 'audio/mp4'],
] as const)('a recording in %s becomes a clip that every browser plays', async (format, type) => {
  const sent = await recording({ seconds: 6, format })
  expect(await describe(sent)).toMatch(/Private Person/)
  const { id, state, durationMs, peaks } = await send(sent, type)
  expect(state).toBe(MediaState.MEDIA_STATE_READY)
  expect(Math.abs(durationMs - 6_000)).toBeLessThan(150)
  expect([peaks.length, Math.max(...peaks.subarray(0, 30))]).toEqual([64, 255])
  expect(Math.max(...peaks.subarray(34))).toBeLessThan(10)
  const answer = await fetchVoice(id)
  expect(answer.headers.get('content-type')).toBe('audio/mp4')
  const clip = Buffer.from(await answer.arrayBuffer())
  const described = await describe(clip)
  expect(described).toMatch(/Stream #0:0.*Audio: aac .*24000 Hz, mono/)
  expect(described.match(/Stream #/g)).toHaveLength(1)
  expect(described).not.toMatch(/Private|31\.52|artist|creation_time/)
  for (const trace of ['Private', '31.52']) expect(clip.includes(trace)).toBe(false)
})

test('a player gets the part of a clip that it asks for', async () => {
  const { id } = await send(await recording({ seconds: 2, format: 'webm' }), 'audio/webm')
  const whole = Buffer.from(await (await fetchVoice(id)).arrayBuffer())
  const answer = await fetchVoice(id, { range: 'bytes=4-11' })
  expect([answer.status, answer.headers.get('content-range')]).toEqual([
    206,
    `bytes 4-11/${whole.length}`,
  ])
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(whole.subarray(4, 12))
})

test('three minutes are taken, four are not', async () => {
  const { state } = await send(await recording({ seconds: 179, format: 'webm' }), 'audio/webm')
  expect(state).toBe(MediaState.MEDIA_STATE_READY)
  const long = await send(await recording({ seconds: 240, format: 'webm' }), 'audio/webm')
  expect([long.state, long.refusal]).toEqual([MediaState.MEDIA_STATE_REFUSED, 'MEDIA_TOO_LONG'])
  expect(long.durationMs).toBe(0)
})

test('what is no voice is refused and says why', async () => {
  const webm = await recording({ seconds: 2, format: 'webm' })
  const mp4 = await recording({ seconds: 2, format: 'mp4' })
  const ebml = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])
  const ftyp = Buffer.from('\0\0\0\x18ftypisom', 'latin1')
  const samples: readonly [string, Buffer, string, string][] = [
    ['noise behind the first bytes of WebM', filled(ebml), 'audio/webm', 'MEDIA_UNREADABLE'],
    ['noise behind the first bytes of MP4', filled(ftyp), 'audio/mp4', 'MEDIA_UNREADABLE'],
    [
      'noise behind the first bytes of Ogg',
      filled(Buffer.from('OggS')),
      'audio/ogg',
      'MEDIA_UNREADABLE',
    ],
    ['the first bytes alone', ebml, 'audio/webm', 'MEDIA_UNREADABLE'],
    ['an MP4 called WebM', mp4, 'audio/webm', 'MEDIA_TYPE_MISMATCH'],
    ['a WebM called Ogg', webm, 'audio/ogg', 'MEDIA_TYPE_MISMATCH'],
    ['a photo called MP4', await photo(300, 200), 'audio/mp4', 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'HTML called WebM',
      Buffer.from('<script>alert(1)</script>'),
      'audio/webm',
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['a playlist called MP4', playlist(), 'audio/mp4', 'MEDIA_UNREADABLE'],
  ]
  for (const [what, bytes, type, code] of samples) {
    const { state, refusal } = await send(bytes, type)
    expect([what, state, refusal]).toEqual([what, MediaState.MEDIA_STATE_REFUSED, code])
  }
})
const filled = (head: Buffer) => Buffer.concat([head, Buffer.alloc(20_000, 0x5a)])
/** FFmpeg reads lists of files where it is let: here only a container is read. */
const playlist = () =>
  Buffer.from(
    '#EXT ftyp\n#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/secret.ts\n'.replace('#EXT f', '0000f'),
  )

test('a page hidden behind a voice is not in the clip', async () => {
  const page = '<script>alert(document.domain)</script>'
  const sent = Buffer.concat([await recording({ seconds: 2, format: 'mp4' }), Buffer.from(page)])
  const { id, state } = await send(sent, 'audio/mp4')
  expect(state).toBe(MediaState.MEDIA_STATE_READY)
  expect(Buffer.from(await (await fetchVoice(id)).arrayBuffer()).includes('script')).toBe(false)
})

test('more than 3 MB are not signed, and only voices are', async () => {
  const ali = fixture.person()
  const order = { purpose: 'chat-voice', sha256: sha256Of(Buffer.from('x')) }
  for (const [contentType, bytes, code] of [
    ['audio/webm', 3n * 1024n * 1024n + 1n, 'MEDIA_TOO_LARGE'],
    ['audio/mpeg', 900n, 'MEDIA_TYPE_UNSUPPORTED'],
    ['image/jpeg', 900n, 'MEDIA_TYPE_UNSUPPORTED'],
  ] as const)
    await expect(media.sign(ali, { ...order, contentType, bytes })).rejects.toMatchObject({
      fields: [expect.objectContaining({ code })],
    })
})
