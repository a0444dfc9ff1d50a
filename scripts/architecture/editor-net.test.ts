// The linter of an editor, under the generated net, sees the imports that the border check sees.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { borderBreaks, FLOORS } from './borders.ts'
import { editorNet } from './editor-net.ts'
import { PACKAGES, PLANTED } from './planted.ts'
import { readSource } from './source-file.ts'

const NET = editorNet({
  packages: PACKAGES,
  dependencies: ['kafkajs', 'minio', 'ioredis', 'pg', 'kysely', 'zod'],
  floors: Object.keys(FLOORS),
})

/** For each of these files, whether oxlint complains about it. */
function complaints(files: readonly (readonly [path: string, code: string])[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'pk-auto-net-'))
  try {
    const paths = files.map(([path, code], i) => {
      const own = path.replace(/(\w+)((\.test)?\.ts)$/, `$1${i}$2`)
      mkdirSync(join(folder, dirname(own)), { recursive: true })
      writeFileSync(join(folder, own), `${code}\n`)
      return own
    })
    const config = { categories: { correctness: 'off' }, plugins: [], overrides: NET }
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config))
    const oxlint = resolve('node_modules/.bin/oxlint')
    const { stdout } = spawnSync(oxlint, ['--format=unix', '.'], { cwd: folder, encoding: 'utf8' })
    return paths.map((path) => stdout.includes(path))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// A path into another room, and a floor or package that is not there: seen by the check alone.
const CHECK_ALONE = /'\.\.\/\.\.\/\.\.\/|\/(helpers|nobody|young)\//

test('every planted import that breaks a border is underlined', () => {
  const planted = PLANTED.map(({ path, code }) => [path, code] as const)
  const imports = planted.filter(
    ([path, code]) =>
      !CHECK_ALONE.test(`${path} ${code}`) &&
      borderBreaks(readSource(path, code), PACKAGES).length > 0,
  )
  expect(imports.length).toBeGreaterThan(8)
  const seen = complaints(imports)
  expect(imports.filter((_, i) => !seen[i])).toEqual([])
})

const ALLOWED = [
  ['services/a/src/usecases/x.ts', "import type { y } from '../outbound/y.ts'"],
  ['services/a/src/usecases/x.ts', "import { y } from '../domain/y.ts'"],
  ['services/a/src/service.ts', "import { y } from './outbound/y.ts'"],
  ['services/a/src/outbound/x.ts', "import { sql } from 'kysely'"],
  ['services/a/src/domain/x.ts', "import { createHash } from 'node:crypto'"],
  ['services/a/src/inbound/x.ts', "import { z } from 'zod'"],
  ['services/a/test/x.test.ts', "import { y } from '../src/outbound/y.ts'"],
  ['services/a/test/x.test.ts', "import { Kafka } from 'kafkajs'"],
  ['packages/postgres/src/x.ts', "import { y } from '@pk-auto/kernel/money'"],
  ['platform/x.ts', "import { y } from '@pk-auto/b/service'"],
  ['clients/c/test/x.test.ts', "import { y } from '@pk-auto/kernel/money'"],
  ['platform/test/x.test.ts', "import { y } from '@pk-auto/c/x'"],
] as const

test('an import that the rules allow is not underlined', () => {
  const seen = complaints(ALLOWED)
  expect(ALLOWED.filter((_, i) => seen[i])).toEqual([])
})
