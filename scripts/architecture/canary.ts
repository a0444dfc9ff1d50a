// Breaks planted on purpose: a check that does not see every one of them proves nothing. Another
// break of the same file does not answer for the planted one.
import { borderBreaks, type Break } from './borders.ts'
import { circleBreaks } from './circles.ts'
import { unexcused } from './exceptions.ts'
import { folderBreaks } from './folders.ts'
import { PACKAGES, PLANTED } from './planted.ts'
import { readSource } from './source-file.ts'
import { commentBreaks, styleBreaks } from './style.ts'
import { unusedBreaks } from './unused.ts'

type See = (path: string, code: string) => readonly Break[]

const seeFile: See = (path, code) => {
  const file = readSource(path, code)
  return [...borderBreaks(file, PACKAGES), ...styleBreaks(file)]
}

/** The planted breaks that were not seen, each by its own words; empty when the check works. */
export function unseenBreaks(see: See = seeFile): string[] {
  const files = PLANTED.filter(
    ({ path, code, text }) => !holds(see(path, `// planted\n${code}\n`), text),
  )
  return [
    ...files.map(({ path, code, text }) => `${text}: ${path}: ${code}`),
    ...elsewhere(see).flatMap(([what, breaks, text]) => (holds(breaks, text) ? [] : [what])),
  ]
}

const holds = (breaks: readonly Break[], words: string): boolean =>
  breaks.some(({ text }) => text.includes(words))

/** What the words of one file behind a comment cannot hold. */
const elsewhere = (
  see: See,
): (readonly [what: string, breaks: readonly Break[], text: string])[] => [
  ['a file without a first line', see('packages/kernel/src/x.ts', 'const y = 1'), 'does not open'],
  ['a wide comment of a contract', commentBreaks('proto/x.proto', WIDE), 'has comments over 100'],
  ['a folder of 16 files', folderBreaks(CROWD), 'has 16 files'],
  ['one outside of src', folderBreaks(CROWD.map(outsideOfSrc)), 'has 16 files'],
  ['a module that only its test uses', unusedBreaks(LONELY, PACKAGES), 'is used by nobody'],
  ['a ring of imports', circleBreaks(RING, PACKAGES), 'is in a ring'],
  ['a rule that no exception names', unexcused([CROWDED], EXCUSED), CROWDED.text],
  ['an exception without a reason', unexcused([], REASONLESS), 'gives no reason'],
]

const WIDE = `message X {\n  // ${'x '.repeat(50)}\n}`
const CROWD = Array.from({ length: 16 }, (_, i) => `packages/kernel/src/${i}.ts`)
const outsideOfSrc = (path: string) => path.replace('packages/kernel/src', 'platform')
const LONELY = [
  readSource('packages/kernel/src/x.ts', '// planted'),
  readSource('packages/kernel/src/x.test.ts', "import { x } from './x.ts'"),
]
const RING = [
  readSource('packages/kernel/src/x.ts', "import { y } from './y.ts'"),
  readSource('packages/kernel/src/y.ts', "import { x } from './x.ts'"),
]
const CROWDED = { rule: 'size', path: 'packages/kernel/src', text: 'has 16 files' } as const
const EXCUSED = '| path | rule | reason |\n| - | - | - |\n| packages/kernel/src | style | planted |'
const REASONLESS = EXCUSED.replace('planted', '')
