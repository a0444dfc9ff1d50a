// Bugs in what judges images: a judge that sees nothing lets everything pass.
import type { Bug } from '../../bug.ts'

const CONFINEMENT = 'packages/servers/src/images/confinement'
const FOREIGN = 'platform/images/foreign-binaries'

export const IMAGE_BUGS: readonly Bug[] = [
  {
    name: 'of two roots the one below counts',
    file: `${CONFINEMENT}.ts`,
    find: '.findLast(',
    put: '.find(',
    suite: `${CONFINEMENT}.test.ts`,
  },
  {
    name: 'a process that may gain rights passes for one that may not',
    file: `${CONFINEMENT}.ts`,
    find: "field('NoNewPrivs') !== '1'",
    put: "field('NoNewPrivs') === ''",
    suite: `${CONFINEMENT}.test.ts`,
  },
  {
    name: 'libraries of any processor stay in an image',
    file: `${FOREIGN}.ts`,
    find: ' && head.readUInt16LE(MACHINE_AT) === MACHINES[arch]',
    put: ' && MACHINES[arch] !== undefined',
    suite: `${FOREIGN}.test.ts`,
  },
  {
    name: 'libraries with a version in their name are not looked at',
    file: `${FOREIGN}.ts`,
    find: 'so(\\.\\d+)*',
    put: 'so',
    suite: `${FOREIGN}.test.ts`,
  },
  {
    name: '--images runs everything else too',
    file: 'scripts/testing/arguments.ts',
    find: "if (images) asked.push('images')",
    put: '',
    suite: 'scripts/testing/arguments.test.ts',
  },
  {
    name: 'a container starts before its database is migrated',
    file: 'scripts/images/compose-file.ts',
    find: "[`${name}-migrate`, 'topics']",
    put: "['topics']",
    suite: 'scripts/images/compose-file.test.ts',
  },
]
