// Files go to the server one at a time, again after what is for now, and never after a verdict.
import { expect, test } from 'vitest'
import { manualTimers, settle } from '../../test/manual-timers.ts'
import type { Attached } from '../core/attached.ts'
import type { Entry } from '../core/outbox.ts'
import type { Outcome } from '../ports.ts'
import { createUploads } from './uploads.ts'

type Answer = Outcome<{ readonly mediaId: string }>
const file = new Blob(['x'])
const entryOf = (clientId: string, order: number, uploadKey = clientId): Entry => ({
  ...{ clientId, conv: 'a', text: '', at: '', order },
  attached: { ...{ kind: 'image', file, sha256: '', width: 4, height: 3 }, uploadKey },
})

const scene = () => {
  const timers = manualTimers()
  const begun: { key: string; signal: AbortSignal; answer: (given: Answer) => void }[] = []
  const [uploaded, failed]: [string[], string[]] = [[], []]
  const network = { online: true }
  const uploads = createUploads({
    ...{ timers, chance: () => 0, isOnline: () => network.online },
    api: {
      upload: ({ uploadKey: key }: Attached, _onProgress, signal) =>
        new Promise((answer) => void begun.push({ key, signal, answer })),
    },
    onProgress: () => undefined,
    onUploaded: ({ clientId, attached }) => uploaded.push(`${clientId} ${attached?.mediaId}`),
    onFailed: (entry) => failed.push(`${entry.clientId} ${entry.failed}`),
  })
  const answer = async (given: Answer) => {
    begun.at(-1)?.answer(given)
    await settle()
  }
  const keys = () => begun.map(({ key }) => key)
  return { timers, begun, keys, uploaded, failed, network, uploads, answer }
}
const done = (mediaId: string): Answer => ({ ok: true, value: { mediaId } })

test('the first picked goes first, and the next when it is there', async () => {
  const { uploads, keys, uploaded, answer } = scene()
  uploads.adopt([entryOf('second', 2), entryOf('first', 1)])
  expect(keys()).toEqual(['first'])
  await answer(done('m1'))
  expect([keys(), uploaded]).toEqual([['first', 'second'], ['first m1']])
})

test('a break is for now: the same upload is begun again, after a pause or at once', async () => {
  const { uploads, keys, failed, timers, answer, network } = scene()
  uploads.adopt([entryOf('a', 1)])
  await answer({ ok: false, status: 0, code: 'OFFLINE' })
  expect(keys()).toEqual(['a'])
  await timers.pass(60_000)
  expect(keys()).toEqual(['a', 'a'])
  network.online = false
  await answer({ ok: false, status: 503, code: 'X' })
  await timers.pass(600_000)
  expect(keys()).toHaveLength(2)
  network.online = true
  uploads.lineChanged()
  expect([keys(), failed]).toEqual([['a', 'a', 'a'], []])
})

test('a verdict is for ever, until the file is picked anew', async () => {
  const { uploads, keys, failed, answer } = scene()
  uploads.adopt([entryOf('a', 1), entryOf('b', 2)])
  await answer({ ok: false, status: 422, code: 'MEDIA_TYPE_UNSUPPORTED' })
  expect([keys(), failed]).toEqual([['a', 'b'], ['a MEDIA_TYPE_UNSUPPORTED']])
  await answer(done('m'))
  uploads.adopt([{ ...entryOf('a', 1), failed: 'MEDIA_TYPE_UNSUPPORTED' }])
  expect(keys()).toHaveLength(2)
  uploads.adopt([entryOf('a', 1, 'anew')])
  expect(keys()).toEqual(['a', 'b', 'anew'])
})

test('what its writer has given up is stopped, and its answer is nobody’s', async () => {
  const { uploads, begun, uploaded, answer } = scene()
  uploads.adopt([entryOf('a', 1)])
  uploads.remove('a')
  expect(begun[0]?.signal.aborted).toBe(true)
  await answer(done('m1'))
  expect(uploaded).toEqual([])
})
