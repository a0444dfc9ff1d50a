// What a short run says of the seeded bugs.
import { expect, test } from 'vitest'
import { BUGS } from '../prove/bugs.ts'
import { runProve } from './prove.ts'

const short = { kinds: ['prove'], long: false, images: false, cluster: false } as const

test('without --long the seeded bugs are skipped, and the run says so', async () => {
  expect(await runProve({ ...short, filters: [] })).toEqual({
    name: 'prove',
    passed: 0,
    failed: 0,
    skipped: [`${BUGS.length} seeded bugs: runs with --long`],
  })
})

test('a path chooses the bugs that stand there or are noticed there', async () => {
  const inKernel = BUGS.filter(({ file, suite }) =>
    [file, suite].some((path) => path.startsWith('packages/kernel/')),
  )
  expect(inKernel.length).toBeGreaterThan(0)
  const { skipped } = await runProve({ ...short, filters: ['packages/kernel/'] })
  expect(skipped).toEqual([`${inKernel.length} seeded bugs: runs with --long`])
  expect((await runProve({ ...short, filters: ['no/such/place/'] })).skipped).toEqual([])
})
