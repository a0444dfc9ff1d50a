// Exit codes of a process: stopped, could not start, lost a promise.
import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { type ProcessEdge, runService } from './run.ts'

function fakeProcess() {
  const codes: (number | string | null | undefined)[] = []
  const emitter = new EventEmitter()
  const exit = (code?: number | string | null) => void codes.push(code)
  return {
    codes,
    emit: emitter.emit.bind(emitter),
    edge: Object.assign(emitter, { env: {}, exit }) as unknown as ProcessEdge,
  }
}

test('SIGTERM disposes of the service and exits 0', async () => {
  const { edge, emit, codes } = fakeProcess()
  let stopped = false
  const started = Promise.withResolvers<void>()
  const ran = runService(
    {
      name: 'catalogue',
      start: async () => {
        started.resolve()
        return { [Symbol.asyncDispose]: async () => void (stopped = true) }
      },
    },
    edge,
  )
  await started.promise
  emit('SIGTERM')
  await ran
  expect({ stopped, codes }).toEqual({ stopped: true, codes: [0] })
})

test('the word of a job runs it in place of the service, and the process ends', async () => {
  const { edge, codes } = fakeProcess()
  const ran: string[] = []
  const jobs = { rebuild: async () => void ran.push('rebuild') }
  const start = async () => {
    ran.push('start')
    return { [Symbol.asyncDispose]: async () => undefined }
  }
  const given = { ...edge, argv: ['node', 'main.ts', 'rebuild'] }
  await runService({ name: 'search', start, jobs }, given)
  expect({ ran, codes }).toEqual({ ran: ['rebuild'], codes: [0] })
  const unknown = { ...edge, argv: ['node', 'main.ts', 'constructor'] }
  await runService({ name: 'search', start, jobs }, unknown)
  expect({ ran, codes }).toEqual({ ran: ['rebuild'], codes: [0, 1] })
})

test('a service that cannot start exits 1', async () => {
  const { edge, codes } = fakeProcess()
  await runService(
    { name: 'catalogue', start: () => Promise.reject(new Error('DATABASE_URL is missing')) },
    edge,
  )
  await vi.waitUntil(() => codes.length > 0)
  expect(codes).toEqual([1])
})

test('a lost promise ends the process with 1', async () => {
  const { edge, emit, codes } = fakeProcess()
  void runService(
    { name: 'catalogue', start: async () => ({ [Symbol.asyncDispose]: async () => undefined }) },
    edge,
  )
  emit('unhandledRejection', new Error('nobody waited for me'))
  await vi.waitUntil(() => codes.length > 0)
  expect(codes).toEqual([1])
})
