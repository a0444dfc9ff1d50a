// Breaks planted on purpose: a check that does not see every one of them proves nothing.
import { portsAt } from '@pk-auto/lifecycle/ports'
import { borderBreaks } from './borders.ts'
import { unexcused } from './exceptions.ts'
import { folderBreaks } from './folders.ts'
import { styleBreaks } from './style.ts'
import type { Packages } from './places.ts'
import { readSource } from './source-file.ts'
import { unusedBreaks } from './unused.ts'

const { web, gateways, services, servers } = portsAt(0)

/** One file each. */
export const PLANTED: readonly (readonly [path: string, code: string])[] = [
  ['services/a/src/usecases/x.ts', "import { y } from '@pk-auto/b/service'"],
  ['services/a/src/usecases/x.ts', "import { y } from '../../../b/src/domain/y.ts'"],
  ['services/a/src/usecases/x.ts', "import { y } from '../outbound/y.ts'"],
  ['services/a/src/inbound/x.ts', "export { y } from '../outbound/y.ts'"],
  ['services/a/src/usecases/x.ts', "import { y } from '../wire/y.ts'"],
  ['services/a/src/wire/x.ts', "import { y } from '../usecases/y.ts'"],
  ['services/a/src/wire/x.ts', "import { y } from '../outbound/y.ts'"],
  ['services/a/src/wire/x.ts', "import { outboxOf } from '@pk-auto/postgres/outbox'"],
  ['services/a/src/wire/x.ts', "import { readFileSync } from 'node:fs'"],
  ['services/a/src/domain/x.ts', "import { y } from '../wire/y.ts'"],
  ['services/a/src/domain/x.ts', "import { readFileSync } from 'node:fs'"],
  ['services/a/src/helpers/x.ts', "import { y } from '../domain/y.ts'"],
  ['services/a/src/inbound/x.ts', "import { Kafka } from 'kafkajs'"],
  ['services/a/src/usecases/x.ts', "import { sql } from 'kysely'"],
  ['gateways/g/src/routes/x.ts', "import { pool } from '@pk-auto/postgres/pool'"],
  ['gateways/g/src/routes/x.ts', "const y = await import('@pk-auto/b/service')"],
  ['clients/c/src/x.ts', "import { z } from '@pk-auto/kernel/money'"],
  ['packages/kernel/src/x.ts', "import { y } from '@pk-auto/postgres/pool'"],
  ['packages/kernel/src/x.ts', "import { y } from '@pk-auto/proto/y'"],
  ['platform/x.ts', "import { y } from '@pk-auto/b/usecases/y'"],
  ['packages/kernel/src/x.ts', 'const y = process.env'],
  ['packages/kernel/src/x.ts', 'console.log(1)'],
  ['packages/kernel/src/x.ts', 'enum Y { A }'],
  ['packages/kernel/src/x.ts', 'const y: any = 1'],
  ['services/a/src/usecases/x.ts', "throw new DomainError('invalid', 'X')"],
  ['gateways/g/src/routes/x.ts', "throw new DomainError('invalid', 'X')"],
  ['packages/kernel/src/utils.ts', 'const y = 1'],
  ['packages/kernel/src/x.test.ts', "test.skip('later', () => undefined)"],
  ['packages/kernel/src/x.ts', `const y = '${'x'.repeat(100)}'`],
  ['packages/kernel/src/x.ts', '\n'.repeat(300)],
  ['packages/kernel/src/x.ts', 'const keptReply = 1'],
  ['packages/kernel/src/x.ts', 'const y = { whole_world: 1 }'],
  ['packages/kernel/src/told.ts', 'const y = 1'],
  ['packages/kernel/src/x.ts', `const y = ${services.catalogue.grpc}`],
  ['packages/kernel/src/x.ts', `const y = 'http://127.0.0.1:${services.catalogue.grpc}/'`],
  ['packages/kernel/src/x.ts', `const y = \`http://\${z}:${servers.kafka}\``],
  ['packages/kernel/src/x.ts', `const y = 'http://localhost:${web.web},http://z'`],
  ['packages/kernel/src/x.ts', `const y = \`http://\${z}:${gateways.pwa}/\``],
  ['services/a/src/usecases/x.ts', 'export const y = () => 1\nexport function z() {}'],
]

export const PACKAGES: Packages = new Map([
  ['@pk-auto/a', 'services/a'],
  ['@pk-auto/b', 'services/b'],
  ['@pk-auto/c', 'clients/c'],
  ['@pk-auto/platform', 'platform'],
  ['@pk-auto/kernel', 'packages/kernel'],
  ['@pk-auto/postgres', 'packages/postgres'],
  ['@pk-auto/proto', 'proto'],
])

/** The planted breaks that were not seen; empty when the check works. */
export function unseenBreaks(): string[] {
  const files = PLANTED.filter(([path, code]) => {
    const file = readSource(path, `// planted\n${code}\n`)
    return borderBreaks(file, PACKAGES).length + styleBreaks(file).length === 0
  }).map(([path, code]) => `${path}: ${code}`)
  return [
    ...files,
    ...(folderBreaks(CROWD).length === 0 ? ['a folder of 16 files'] : []),
    ...(unusedBreaks(LONELY, PACKAGES).length === 0 ? ['a module that only its test uses'] : []),
    ...(unexcused([UNSIZED], EXCUSED).length === 0 ? ['a rule that no exception names'] : []),
    ...(unexcused([], REASONLESS).length === 0 ? ['an exception without a reason'] : []),
  ]
}

const CROWD = Array.from({ length: 16 }, (_, i) => `packages/kernel/src/${i}.ts`)
const LONELY = [
  readSource('packages/kernel/src/x.ts', '// planted'),
  readSource('packages/kernel/src/x.test.ts', "import { x } from './x.ts'"),
]
const UNSIZED = { rule: 'size', path: 'packages/kernel/src', text: 'has 16 files' } as const
const EXCUSED = '| path | rule | reason |\n| - | - | - |\n| packages/kernel/src | style | planted |'
const REASONLESS = EXCUSED.replace('planted', '')
