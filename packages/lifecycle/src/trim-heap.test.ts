// A heap that has grown and is empty again gives its pages back.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// In a process of its own: it leaves behind what loading leaves, a young generation grown to its
// full size and nothing in it.
const SUBJECT = JSON.stringify(fileURLToPath(new URL('trim-heap.ts', import.meta.url)))
const PROGRAM = `
import { trimHeapSoon } from ${SUBJECT}
let all = []
for (let i = 0; i < 3_000_000; i += 1) all.push({ i })
all = []
const grown = process.memoryUsage().heapTotal
trimHeapSoon(0)
setTimeout(() => {
  console.log(JSON.stringify({ grown, trimmed: process.memoryUsage().heapTotal, gc: typeof gc }))
}, 500)
`

test('the heap shrinks to what is used, and nobody gets gc', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    encoding: 'utf8',
  })
  const { grown, trimmed, gc } = JSON.parse(output) as Record<string, number | string>
  expect(gc).toBe('undefined')
  expect(Number(trimmed)).toBeLessThan(Number(grown) / 3)
})
