// The borders as the linter of an editor knows them: for each place in the tree, which imports
// oxlint underlines. Asked of borderBreaks for every known import, so that there is one table.
import { builtinModules } from 'node:module'
import { borderBreaks } from './borders.ts'
import { placeOf, type Packages } from './places.ts'
import type { Import, SourceFile } from './source-file.ts'

type Zone = { readonly files: readonly string[]; readonly path: string }
type Pattern = {
  readonly group: readonly string[]
  readonly message: string
  readonly allowTypeImports?: true
}
export type Override = {
  readonly files: readonly string[]
  readonly rules: Readonly<
    Record<string, 'off' | readonly ['error', { patterns: readonly Pattern[] }]>
  >
}

export type House = {
  readonly packages: Packages
  /** Every npm package that some manifest asks for. */
  readonly dependencies: readonly string[]
  /** Names under src/ of a service: usecases, main. */
  readonly floors: readonly string[]
}

const TESTS = ['test/**', 'src/**/*.test.ts', 'src/**/*.test.tsx']
const TABLE = 'see scripts/architecture/borders.ts'

/** One override a zone, the narrower behind the wider: oxlint takes the last that fits a file. */
export function editorNet(house: House): Override[] {
  return zonesOf(house).flatMap(({ files, path }): Override[] => {
    const known = [...outer(house), ...(isFloor(path) ? relative(path, house.floors) : [])]
    const forbidden = known.filter(({ specifier }) => breaks(path, specifier, true, house))
    const asValue = known.filter(
      (each) => !forbidden.includes(each) && breaks(path, each.specifier, false, house),
    )
    const patterns = [
      { group: groupOf(forbidden), message: `Not from here: ${TABLE}` },
      {
        group: groupOf(asValue),
        message: `Only its types from here: ${TABLE}`,
        allowTypeImports: true as const,
      },
    ].filter(({ group }) => group.length > 0)
    if (patterns.length > 0)
      return [{ files, rules: { 'no-restricted-imports': ['error', { patterns }] } }]
    // A test may import what the zone around it may not.
    return isTest(path) ? [{ files, rules: { 'no-restricted-imports': 'off' } }] : []
  })
}

const isFloor = (path: string): boolean => placeOf(path).kind === 'services' && !isTest(path)
const isTest = (path: string): boolean => placeOf(path).isTest

function breaks(path: string, specifier: string, typeOnly: boolean, house: House): boolean {
  const file: Pick<SourceFile, 'path' | 'imports'> = { path, imports: [{ specifier, typeOnly }] }
  return borderBreaks(file as SourceFile, house.packages).length > 0
}

/** Rooms that are alike share a zone: any service may import what any other may. */
function zonesOf({ packages, floors }: House): Zone[] {
  const rooms = [...packages.values()].toSorted()
  const own = rooms.filter((room) => /^(packages|clients)\/|^(proto|platform)$/.test(room))
  return [
    ...own.map((room) => ({ files: [`${room}/**`], path: `${room}/src/x.ts` })),
    { files: ['gateways/*/src/**'], path: 'gateways/any/src/routes/x.ts' },
    ...floors.map((floor) =>
      isFile(floor)
        ? { files: [`services/*/src/${floor}.ts`], path: `services/any/src/${floor}.ts` }
        : { files: [`services/*/src/${floor}/**`], path: `services/any/src/${floor}/x.ts` },
    ),
    ...['services', 'gateways'].map((kind) => ({
      files: TESTS.map((test) => `${kind}/*/${test}`),
      path: `${kind}/any/test/x.test.ts`,
    })),
    ...own
      .filter((room) => /^(packages|clients)\//.test(room))
      .map((room) => ({
        files: TESTS.map((test) => `${room}/${test}`),
        path: `${room}/test/x.test.ts`,
      })),
    {
      files: ['platform/test/**', 'platform/journeys/**', 'platform/*.test.ts'],
      path: 'platform/test/x.test.ts',
    },
  ]
}

const isFile = (floor: string): boolean => ['main', 'service', 'config'].includes(floor)

type Known = { readonly specifier: Import['specifier']; readonly patterns: readonly string[] }

/** Imports by name: of a package of ours through its usual door, of npm, of Node. */
function outer({ packages, dependencies }: House): Known[] {
  const ours = [...packages].flatMap(([name, room]) =>
    /^(services|gateways)\//.test(room)
      ? [
          { specifier: `${name}/service`, patterns: [name, `${name}/**`] },
          { specifier: `${name}/usecases/x`, patterns: [`${name}/*/**`] },
        ]
      : [{ specifier: `${name}/x`, patterns: [name, `${name}/**`] }],
  )
  const theirs = dependencies.map((name) => ({ specifier: name, patterns: [name, `${name}/**`] }))
  const node = builtinModules
    .filter((name) => !name.startsWith('_') && !name.includes('/'))
    .map((name) => name.replace(/^node:/, ''))
    .map((name) => ({ specifier: `node:${name}`, patterns: [`node:${name}`] }))
  return [...ours, ...theirs, ...node]
}

/** Imports by path inside a service, as a file of this floor and of a folder in it writes them. */
function relative(path: string, floors: readonly string[]): Known[] {
  const mine = placeOf(path).floor
  const ups = isFile(mine) ? ['./'] : ['../', '../../']
  return floors
    .filter((floor) => floor !== mine)
    .map((floor) => ({
      specifier: `${ups[0]}${floor}${isFile(floor) ? '.ts' : '/x.ts'}`,
      patterns: ups.map((up) => `${up}${floor}${isFile(floor) ? '.ts' : '/**'}`),
    }))
}

const groupOf = (known: readonly Known[]): string[] =>
  known.flatMap(({ patterns }) => patterns).toSorted()
