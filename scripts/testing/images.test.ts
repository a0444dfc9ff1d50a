// Which images a run is about, and what it says where it can build none.
import { PART_NAMES } from '@pk-auto/platform/parts'
import { expect, test } from 'vitest'
import { runImages } from './images.ts'

const plan = { kinds: ['images'], long: false, images: true, cluster: false, filters: [] } as const
const machine = {
  servers: () => Promise.reject(new Error('no server is needed')),
  whyNot: () => Promise.resolve('this root may mount nothing'),
}

test('where no image can be built, all are skipped with the reason, never silently', async () => {
  expect(await runImages(plan, machine)).toEqual({
    name: 'images',
    passed: 0,
    failed: 0,
    skipped: [`${PART_NAMES.length} images: this root may mount nothing`],
  })
})

test('a part is chosen by its name or its folder', async () => {
  for (const filter of ['catalogue', 'services/catalogue/'])
    expect((await runImages({ ...plan, filters: [filter] }, machine)).skipped).toEqual([
      'the image of catalogue: this root may mount nothing',
    ])
  expect((await runImages({ ...plan, filters: ['packages/kernel/'] }, machine)).skipped).toEqual([])
})
