// Exit codes of work that ends by itself.
import { expect, test } from 'vitest'
import { runJob } from './run-job.ts'

function fakeProcess(env: Record<string, string>) {
  const codes: unknown[] = []
  return { codes, env, exit: ((code?: unknown) => void codes.push(code)) as NodeJS.Process['exit'] }
}

test('work that is done exits 0, with what the environment said', async () => {
  const edge = fakeProcess({ WHERE: 'there' })
  const seen: unknown[] = []
  await runJob({ name: 'migrate', work: async (env) => void seen.push(env['WHERE']) }, edge)
  expect({ seen, codes: edge.codes }).toEqual({ seen: ['there'], codes: [0] })
})

test('work that fails exits 1', async () => {
  const edge = fakeProcess({})
  await runJob({ name: 'migrate', work: () => Promise.reject(new Error('no database')) }, edge)
  expect(edge.codes).toEqual([1])
})
