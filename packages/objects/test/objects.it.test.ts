// Uploads and files on the real object store: what it enforces by itself, and what a service can
// rely on.
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { newId } from '@pk-auto/kernel/id'
import type {} from '@pk-auto/servers/vitest-setup'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openObjects, type Objects, type SignedUpload } from '../src/objects.ts'

const bucket = `objects-test-${newId()}`
const open = (more: { endpoint?: string; secretKey?: string } = {}) =>
  openObjects({ ...inject('servers').s3, bucket, service: 'media-iq', ...more })
let objects: Objects & AsyncDisposable

beforeAll(async () => {
  objects = open()
  await objects.ensureBucket()
  await objects.ensureBucket()
})
afterAll(async () => {
  const keys: string[] = []
  for await (const { key } of objects.list('')) keys.push(key)
  await objects.remove(keys)
  await objects[Symbol.asyncDispose]()
})

const picture = randomBytes(5_000)
const terms = {
  contentType: 'image/jpeg',
  bytes: picture.length,
  sha256: createHash('sha256').update(picture).digest('hex'),
  expiresS: 60,
}

/** As an uploader outside the platform would: plain HTTP, no S3 client. */
const upload = (
  { url, method, headers }: SignedUpload,
  body: Buffer,
  changed: Record<string, string | undefined> = {},
) =>
  new Promise<number>((resolve, reject) => {
    const sent = Object.entries({
      ...headers,
      'content-length': String(body.length),
      ...changed,
    }).filter(([, value]) => value !== undefined)
    const outgoing = request(
      url,
      { method, headers: Object.fromEntries(sent) as Record<string, string> },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

describe('a signed upload', () => {
  test('takes the right bytes, also twice, and stores their type', async () => {
    const key = `up/${newId()}/اصل photo (1).jpg`
    const signed = await objects.presignPut(key, terms)
    expect([await upload(signed, picture), await upload(signed, picture)]).toEqual([200, 200])
    expect(await objects.stat(key)).toMatchObject({
      bytes: picture.length,
      contentType: 'image/jpeg',
    })
    expect((await objects.getBytes(key, { maxBytes: 10_000 })).equals(picture)).toBe(true)
  })

  const other = randomBytes(5_000)
  const sumOf = (body: Buffer) => createHash('sha256').update(body).digest('base64')
  test.each([
    ['other bytes of the same size', other, {}],
    ['other bytes with their own checksum', other, { 'x-amz-checksum-sha256': sumOf(other) }],
    ['a byte more', Buffer.concat([picture, Buffer.from('x')]), {}],
    ['a byte less', picture.subarray(1), {}],
    ['another type', picture, { 'content-type': 'text/html' }],
    ['no type', picture, { 'content-type': undefined }],
    ['no checksum', picture, { 'x-amz-checksum-sha256': undefined }],
    ['no size', picture, { 'content-length': undefined, 'transfer-encoding': 'chunked' }],
  ] as [string, Buffer, Record<string, string | undefined>][])(
    'refuses %s and stores nothing',
    async (_what, body, changed) => {
      const key = `up/${newId()}`
      expect(
        await upload(await objects.presignPut(key, terms), body, changed),
      ).toBeGreaterThanOrEqual(400)
      expect(await objects.stat(key)).toBeUndefined()
    },
  )

  test('refuses another key and an address that was tampered with', async () => {
    const key = `up/${newId()}`
    const signed = await objects.presignPut(key, terms)
    expect(await upload({ ...signed, url: signed.url.replace(key, `${key}x`) }, picture)).toBe(403)
    expect(
      await upload(
        { ...signed, url: signed.url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600000') },
        picture,
      ),
    ).toBe(403)
  })

  test('survives a cut upload: nothing is stored, and the same address works again', async () => {
    const key = `up/${newId()}`
    const signed = await objects.presignPut(key, terms)
    const cut = new Promise<void>((resolve) => {
      const outgoing = request(signed.url, {
        method: 'PUT',
        headers: { ...signed.headers, 'content-length': String(picture.length) },
      })
      outgoing.on('error', () => undefined).on('close', resolve)
      outgoing.write(picture.subarray(0, 2_000), () => outgoing.destroy())
    })
    await cut
    expect(await objects.stat(key)).toBeUndefined()
    expect(await upload(signed, picture)).toBe(200)
  })
})

describe('a file of the service', () => {
  test('is put, read, listed under its prefix, and removed, absent or not', async () => {
    const prefix = `derived/${newId()}/`
    for (const name of ['b', 'a', 'c'])
      await objects.put(`${prefix}${name}`, Buffer.from(name), {
        contentType: 'image/webp',
        cacheControl: 'public, max-age=31536000, immutable',
      })
    const listed: string[] = []
    for await (const { key, bytes } of objects.list(prefix))
      listed.push(`${key.slice(prefix.length)}:${bytes}`)
    expect(listed).toEqual(['a:1', 'b:1', 'c:1'])
    await objects.remove([`${prefix}a`, `${prefix}absent`])
    await objects.remove([])
    expect(await objects.stat(`${prefix}a`)).toBeUndefined()
    expect(await objects.stat(`${prefix}b`)).toMatchObject({ contentType: 'image/webp' })
  })

  test('that is absent is not found, and one over the limit is refused', async () => {
    await objects.put('large', Buffer.alloc(200_000), {
      contentType: 'text/plain',
      cacheControl: 'no-store',
    })
    await expect(objects.get('absent')).rejects.toMatchObject({
      kind: 'not_found',
      code: 'OBJECT_NOT_FOUND',
    })
    await expect(objects.getBytes('absent', { maxBytes: 1 })).rejects.toMatchObject({
      kind: 'not_found',
      code: 'OBJECT_NOT_FOUND',
    })
    await expect(objects.getBytes('large', { maxBytes: 199_999 })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'OBJECT_TOO_LARGE',
    })
  })
})

test('the store answers a ping when the bucket is there, and not before', async () => {
  await using elsewhere = openObjects({
    ...inject('servers').s3,
    bucket: `${bucket}-absent`,
    service: 'media-iq',
  })
  expect([await objects.ping(), await elsewhere.ping()]).toEqual([true, false])
})

test('a store that is away is unavailable; one that refuses our keys is our mistake', async () => {
  await using away = open({ endpoint: 'http://127.0.0.1:1' })
  await expect(away.stat('x')).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'OBJECTS_UNAVAILABLE',
  })
  expect(await away.ping()).toBe(false)
  await using stranger = open({ secretKey: 'wrong' })
  await expect(
    stranger.put('x', Buffer.from('x'), { contentType: 'text/plain', cacheControl: 'no-store' }),
  ).rejects.toMatchObject({
    kind: 'internal',
    code: 'OBJECTS_REFUSED',
  })
})
