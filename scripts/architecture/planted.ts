// Files planted on purpose, each with the break that must be found in it.
import { portsAt } from '@pk-auto/lifecycle/ports'
import type { Packages } from './places.ts'

const { web, gateways, services, servers } = portsAt(0)

export const PACKAGES: Packages = new Map([
  ['@pk-auto/a', 'services/a'],
  ['@pk-auto/b', 'services/b'],
  ['@pk-auto/c', 'clients/c'],
  ['@pk-auto/platform', 'platform'],
  ['@pk-auto/kernel', 'packages/kernel'],
  ['@pk-auto/reading', 'packages/reading'],
  ['@pk-auto/postgres', 'packages/postgres'],
  ['@pk-auto/proto', 'proto'],
])

type File = readonly [path: string, code: string]

/** Files by the words that the break in each must hold. */
const BY_TEXT: Readonly<Record<string, readonly File[]>> = {
  'is no package of this house': [
    ['packages/kernel/src/x.ts', "import { y } from '@pk-auto/nobody/y'"],
  ],
  'imports kafkajs: only one package may': [
    ['services/a/src/inbound/x.ts', "import { Kafka } from 'kafkajs'"],
  ],
  'imports minio: only one package may': [
    ['services/a/src/outbound/x.ts', "import { Client } from 'minio'"],
  ],
  'imports ioredis: only one package may': [
    ['services/a/src/outbound/x.ts', "import { Redis } from 'ioredis'"],
  ],
  'SQL lives in outbound/': [
    ['services/a/src/usecases/x.ts', "import { sql } from 'kysely'"],
    ['services/a/src/inbound/x.ts', "import { Pool } from 'pg'"],
  ],
  'is pure: no I/O': [
    ['services/a/src/wire/x.ts', "import { readFileSync } from 'node:fs'"],
    ['services/a/src/domain/x.ts', "import { readFileSync } from 'node:fs'"],
  ],
  'by a path: import its package': [
    ['services/a/src/usecases/x.ts', "import { y } from '../../../b/src/domain/y.ts'"],
  ],
  'only scripts import platform': [
    ['services/a/test/x.it.test.ts', "import { y } from '@pk-auto/platform/y'"],
  ],
  'a test of services/a imports': [
    ['services/a/test/x.it.test.ts', "import { y } from '@pk-auto/b/service'"],
  ],
  'a client knows only': [
    ['clients/c/src/x.ts', "import { z } from '@pk-auto/kernel/money'"],
    ['clients/c/src/x.ts', "import { z } from '@pk-auto/reading/price'"],
  ],
  'a gateway imports': [
    ['gateways/g/src/routes/x.ts', "import { pool } from '@pk-auto/postgres/pool'"],
    ['gateways/g/src/routes/x.ts', "const y = await import('@pk-auto/b/service')"],
  ],
  'domain/ imports': [['services/a/src/domain/x.ts', "import { y } from '@pk-auto/postgres/pool'"]],
  'wire/ imports': [
    ['services/a/src/wire/x.ts', "import { outboxOf } from '@pk-auto/postgres/outbox'"],
  ],
  'a service imports': [['services/a/src/usecases/x.ts', "import { y } from '@pk-auto/b/service'"]],
  'a package imports': [['packages/kernel/src/x.ts', "import { y } from '@pk-auto/proto/y'"]],
  'packages/young has no level': [
    ['packages/young/src/x.ts', "import { y } from '@pk-auto/kernel/money'"],
  ],
  'sideways or up': [['packages/kernel/src/x.ts', "import { y } from '@pk-auto/postgres/pool'"]],
  'platform knows only': [['platform/x.ts', "import { y } from '@pk-auto/b/usecases/y'"]],
  'proto imports nothing': [['proto/x.ts', "import { y } from '@pk-auto/kernel/money'"]],
  'is no floor of a service': [
    ['services/a/src/helpers/x.ts', "import { y } from '../domain/y.ts'"],
  ],
  'usecases imports config: a floor up': [
    ['services/a/src/usecases/x.ts', "import { y } from '../config.ts'"],
  ],
  'usecases imports outbound: a floor up': [
    ['services/a/src/usecases/x.ts', "import { y } from '../outbound/y.ts'"],
  ],
  'wire imports outbound: a floor up': [
    ['services/a/src/wire/x.ts', "import { y } from '../outbound/y.ts'"],
  ],
  'domain imports wire: a floor up': [
    ['services/a/src/domain/x.ts', "import { y } from '../wire/y.ts'"],
  ],
  'rooms of one floor do not meet': [
    ['services/a/src/inbound/x.ts', "export { y } from '../outbound/y.ts'"],
    ['services/a/src/usecases/x.ts', "import { y } from '../wire/y.ts'"],
    ['services/a/src/wire/x.ts', "import { y } from '../usecases/y.ts'"],
  ],
  'speaks of process': [['packages/kernel/src/x.ts', 'const y = process.env']],
  'writes to the console': [['packages/kernel/src/x.ts', 'console.log(1)']],
  'has an enum': [['packages/kernel/src/x.ts', 'enum Y { A }']],
  'uses any': [['packages/kernel/src/x.ts', 'const y: any = 1']],
  'holds a TODO': [
    ['packages/kernel/src/x.ts', '// TODO: later'],
    ['packages/kernel/src/x.ts', '/* FIXME */'],
  ],
  'has a default export': [['packages/kernel/src/x.ts', 'export default 1']],
  'makes an error by hand': [
    ['services/a/src/usecases/x.ts', "throw new DomainError('invalid', 'X')"],
    ['gateways/g/src/routes/x.ts', "throw new DomainError('invalid', 'X')"],
  ],
  'collects unrelated things': [['packages/kernel/src/utils.ts', 'const y = 1']],
  'skips, singles out or postpones': [
    ['packages/kernel/src/x.test.ts', "test.skip('later', () => undefined)"],
    ['packages/kernel/src/x.test.ts', "describe.only('this', () => undefined)"],
    ['packages/kernel/src/x.test.ts', "it.todo('later')"],
  ],
  'lines over 100 columns': [['packages/kernel/src/x.ts', `const y = '${'x'.repeat(100)}'`]],
  'two nouns in one file': [['packages/kernel/src/x.ts', '\n'.repeat(300)]],
  'a process edge has at most': [['services/a/src/main.ts', '\n'.repeat(9)]],
  'wiring that belongs into': [['services/search/src/service.ts', '\n'.repeat(80)]],
  'has kept in a name': [['packages/kernel/src/x.ts', 'const keptReply = 1']],
  'has world in a name': [['packages/kernel/src/x.ts', 'const y = { whole_world: 1 }']],
  'has told in a name': [
    ['packages/kernel/src/told.ts', 'const y = 1'],
    ['packages/kernel/src/told/x.ts', 'const y = 1'],
    ['packages/kernel/src/what-was-told/x.ts', 'const y = 1'],
  ],
  'has hear in a name': [['packages/kernel/src/x.ts', 'const hears = 1']],
  'has says in a name': [['packages/kernel/src/x.ts', 'const whatSheSays = 1']],
  'has met in a name': [['packages/kernel/src/x.ts', 'const whomWeMet = 1']],
  'has park in a name': [
    ['packages/kernel/src/x.ts', 'const unparks = 1'],
    ['packages/kernel/src/x.ts', 'const parking = 1'],
  ],
  [`names port ${services.catalogue.grpc}`]: [
    ['packages/kernel/src/x.ts', `const y = ${services.catalogue.grpc}`],
    ['packages/kernel/src/x.ts', `const y = 'http://127.0.0.1:${services.catalogue.grpc}/'`],
  ],
  [`names port ${servers.kafka}`]: [
    ['packages/kernel/src/x.ts', `const y = \`http://\${z}:${servers.kafka}\``],
  ],
  [`names port ${web.web}`]: [
    ['packages/kernel/src/x.ts', `const y = 'http://localhost:${web.web},http://z'`],
  ],
  [`names port ${gateways.pwa}`]: [
    ['packages/kernel/src/x.ts', `const y = \`http://\${z}:${gateways.pwa}/\``],
  ],
  'exports y, z: one verb a file': [
    ['services/a/src/usecases/x.ts', 'export const y = () => 1\nexport function z() {}'],
  ],
}

export type Planted = { readonly path: string; readonly code: string; readonly text: string }

export const PLANTED: readonly Planted[] = Object.entries(BY_TEXT).flatMap(([text, files]) =>
  files.map(([path, code]) => ({ path, code, text })),
)
