// Photos on their way in: what is signed, and what became of it.
import { newId } from '@pk-auto/kernel/id'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY } from './browser.ts'
import { sellerAtWork } from './seller-at-work.ts'

let { fixture, who } = {} as Awaited<ReturnType<typeof sellerAtWork>>

beforeAll(async () => void ({ fixture, who } = await sellerAtWork()))
afterAll(() => fixture[Symbol.asyncDispose]())

test('uploads are signed by key for what they are, and their states have names', async () => {
  const mediaId = newId()
  fixture.media.signUpload = async () => ({
    mediaId,
    method: 'PUT',
    url: 'https://objects.example/x',
    headers: { 'content-type': 'image/jpeg' },
  })
  const order = {
    purpose: 'listing-photo',
    contentType: 'image/jpeg',
    bytes: 1_000,
    sha256: 'a'.repeat(64),
  }
  const sign = (change: object) =>
    who.call('POST', '/api/v1/media/sign', { ...order, ...change }, KEY())
  expect((await sign({})).body).toEqual({
    mediaId,
    upload: {
      method: 'PUT',
      url: 'https://objects.example/x',
      headers: { 'content-type': 'image/jpeg' },
    },
  })
  for (const wrong of [
    { bytes: 0 },
    { bytes: 1.5 },
    { bytes: 2 ** 60 },
    { sha256: 'A'.repeat(64) },
    { purpose: 'cnic' },
    { owner: newId() },
  ])
    expect((await sign(wrong)).status, JSON.stringify(wrong)).toBe(422)
  fixture.media.completeUpload = async () => ({
    id: mediaId,
    state: MediaState.MEDIA_STATE_REFUSED,
    width: 0,
    height: 0,
    placeholder: '',
    refusal: 'MEDIA_TYPE_UNSUPPORTED',
  })
  expect((await who.call('POST', `/api/v1/media/${mediaId}/complete`)).body).toMatchObject({
    state: 'refused',
    refusal: 'MEDIA_TYPE_UNSUPPORTED',
  })
  fixture.media.getOwnMedia = async () => ({ media: [] })
  expect(await who.call('GET', `/api/v1/media/${mediaId}`)).toMatchObject({
    status: 404,
    body: { code: 'MEDIA_NOT_FOUND' },
  })
})
