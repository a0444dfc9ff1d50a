// The borders: who may import whom, and which way is down inside a service. Every arrow
// not allowed here is a break.
import { placeOf, targetOf, type Packages, type Place } from './places.ts'
import type { Import, SourceFile } from './source-file.ts'

export type Break = {
  readonly rule: 'border' | 'floor' | 'style' | 'unused' | 'size' | 'exception'
  readonly path: string
  readonly text: string
}

export const LEVELS: Readonly<Record<string, number>> = {
  kernel: 0,
  reading: 0,
  telemetry: 1,
  lifecycle: 2,
  redis: 2,
  postgres: 3,
  kafka: 3,
  grpc: 3,
  http: 3,
  objects: 3,
  live: 4,
  backup: 4,
  service: 4,
  servers: 4,
  testing: 5,
}
export const FLOORS: Readonly<Record<string, number>> = {
  main: 5,
  service: 4,
  inbound: 3,
  outbound: 3,
  config: 3,
  usecases: 2,
  wire: 2,
  domain: 1,
}

/** Pure packages, which rules may use. */
const KNOWN_TO_RULES = new Set(['packages/kernel', 'packages/reading'])

/** Floors that decide or map, and reach for nothing. */
const PURE = new Set(['domain', 'wire'])

/**
 * npm packages with one door. Tests and packages/servers (which must ask the real thing) may use
 * them too.
 */
const ONE_DOOR: Readonly<Record<string, RegExp>> = {
  kafkajs: /^packages\/(kafka|servers|testing)\//,
  minio: /^packages\/(objects|servers)\//,
  ioredis: /^(platform|packages\/(redis|servers|testing))\//,
}

/** Node's modules for I/O (all but hashing), and libraries that do I/O. */
const REACHES_OUT = [
  /^node:(?!(crypto|util|buffer|assert)$)/,
  /^(pg|kysely|ioredis|kafkajs|minio|fastify|undici|nice-grpc|pino|sharp)$/,
  /^(@elastic|@grpc)\//,
]

export function borderBreaks(file: SourceFile, packages: Packages): Break[] {
  const from = placeOf(file.path)
  return file.imports.flatMap((each) => {
    const target = targetOf(file.path, each.specifier, packages)
    const text =
      target === undefined ? outsideBreak(from, each) : insideBreak(from, placeOf(target), each)
    return text
      ? [
          {
            rule: text.includes('floor') ? ('floor' as const) : ('border' as const),
            path: file.path,
            text,
          },
        ]
      : []
  })
}

function outsideBreak(from: Place, { specifier, typeOnly }: Import): string | undefined {
  if (specifier.startsWith('@pk-auto/')) return `${specifier} is no package of this house`
  const door = ONE_DOOR[specifier]
  if (door && !from.isTest && from.kind !== 'scripts' && !door.test(from.path))
    return `imports ${specifier}: only one package may`
  if (from.isTest || from.kind !== 'services') return undefined
  if (
    (specifier === 'kysely' || specifier === 'pg') &&
    !typeOnly &&
    !['outbound', 'service'].includes(from.floor) &&
    from.path.includes('/src/')
  )
    return `imports ${specifier}: SQL lives in outbound/`
  if (PURE.has(from.floor) && !typeOnly && REACHES_OUT.some((door) => door.test(specifier)))
    return `imports ${specifier}: ${from.floor}/ is pure: no I/O, no clock, no chance`
  return undefined
}

function insideBreak(from: Place, to: Place, each: Import): string | undefined {
  if (from.room === to.room)
    return from.kind === 'services' && from.path.includes('/src/') && !from.isTest && !each.typeOnly
      ? floorBreak(from, to)
      : undefined
  if (from.kind === 'scripts') return undefined
  if (each.specifier.startsWith('.') && from.kind !== 'vitest.config.ts')
    return `reaches into ${to.room} by a path: import its package`
  if (to.room === 'platform') return 'only scripts import platform'
  if (from.isTest) return testBreak(from, to)
  switch (from.kind) {
    case 'clients':
      return /^clients\/(ui|api|live)$/.test(to.room) ||
        // By one file: docs/house-exceptions.md.
        (from.room === 'clients/ui' && to.room === 'packages/reading')
        ? undefined
        : `a client knows only clients/api, clients/live and clients/ui: ${to.path}`
    case 'gateways':
      return to.kind === 'proto' ||
        to.room === 'gateways/shared' ||
        (to.kind === 'packages' &&
          !/^packages\/(postgres|kafka|objects|servers|testing)$/.test(to.room))
        ? undefined
        : `a gateway imports ${to.path}`
    case 'services':
      if (from.floor === 'domain' && !KNOWN_TO_RULES.has(to.room) && !each.typeOnly)
        return `domain/ imports ${to.path}: only kernel and reading may be known there`
      if (
        from.floor === 'wire' &&
        to.kind !== 'proto' &&
        !KNOWN_TO_RULES.has(to.room) &&
        !each.typeOnly
      )
        return `wire/ imports ${to.path}: only proto, kernel and reading may be known there`
      return to.kind === 'proto' ||
        (to.kind === 'packages' && !/^packages\/(servers|testing)$/.test(to.room))
        ? undefined
        : `a service imports ${to.path}`
    case 'packages':
      return packageBreak(from, to)
    case 'platform':
      return to.kind === 'proto' ||
        to.kind === 'packages' ||
        /^(services|gateways)\/[^/]+\/src\/service/.test(to.path)
        ? undefined
        : `platform knows only what a service exports: ${to.path}`
    case 'proto':
      return `proto imports nothing of ours: ${to.path}`
    default:
      return undefined
  }
}

/** Tests may use packages above their own (testing), never another service. */
function testBreak(from: Place, to: Place): string | undefined {
  return (from.kind === 'services' || from.kind === 'gateways') &&
    (to.kind === 'services' || to.kind === 'gateways') &&
    to.room !== 'gateways/shared'
    ? `a test of ${from.room} imports ${to.path}`
    : undefined
}

function packageBreak(from: Place, to: Place): string | undefined {
  if (to.kind !== 'packages') return `a package imports ${to.path}`
  const mine = LEVELS[from.room.slice('packages/'.length)]
  const theirs = LEVELS[to.room.slice('packages/'.length)]
  if (mine === undefined || theirs === undefined)
    return `${mine === undefined ? from.room : to.room} has no level: give it one in borders.ts`
  return theirs < mine ? undefined : `${from.room} imports ${to.room}: sideways or up`
}

function floorBreak(from: Place, to: Place): string | undefined {
  const mine = FLOORS[from.floor]
  const theirs = FLOORS[to.floor]
  if (mine === undefined)
    return `src/${from.floor} is no floor of a service: only ${Object.keys(FLOORS).join(', ')}`
  if (theirs === undefined || from.floor === to.floor || to.floor === 'config')
    return mine >= 3 || to.floor !== 'config'
      ? undefined
      : `${from.floor} imports config: a floor up`
  if (theirs > mine) return `${from.floor} imports ${to.floor}: a floor up`
  return theirs === mine
    ? `${from.floor} imports ${to.floor}: rooms of one floor do not meet`
    : undefined
}
