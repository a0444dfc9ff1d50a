// I1: every acknowledged write is readable, at the version it was acknowledged at or a later one;
// what was refused is not there, and what nobody answered is there once at most.
import type { Operation } from '@pk-auto/testing/history'
import type { ServiceName } from '../parts.ts'
import type { Finding, Probe } from './probe.ts'

type Place = {
  readonly service: ServiceName
  readonly table: string
  /** What the history names it by. Default: its id. */
  readonly id?: string
  /** Of that; default: `uuid`. */
  readonly type?: 'uuid' | 'text'
  /** Default: its version. Of what has none 0 is as good. */
  readonly version?: string
  readonly owner?: string
}

/**
 * The last word of `what` is the noun that was written: `create listing`, `complete media`. `owner`
 * is where creations are counted.
 */
const PLACES: Readonly<Record<string, Place>> = {
  listing: { service: 'catalogue', table: 'listing', owner: 'seller_id' },
  media: { service: 'media-iq', table: 'media', owner: 'owner_id' },
  person: { service: 'identity', table: 'person' },
  favourite: {
    ...{ service: 'catalogue', table: 'favourite', version: '0', type: 'text' },
    id: `person_id || ' ' || listing_id`,
  },
  alert: { service: 'search', table: 'saved_search', owner: 'person_id' },
  lead: { service: 'leads', table: 'lead' },
  offer: { service: 'leads', table: 'offer' },
  report: { service: 'fraud', table: 'report', version: '0', owner: 'reporter_id' },
  message: {
    ...{ service: 'chat', table: 'conversation_event', id: 'client_id' },
    version: 'seq::int',
  },
}
const CREATIONS = new Set(['create listing', 'sign media', 'create alert', 'create report'])
const PAGE = 1_000

const nounOf = ({ what }: Operation): string => what.split(' ').at(-1) ?? ''

/** For operations that are over. */
export async function acknowledgedWrites(
  probe: Probe,
  history: readonly Operation[],
): Promise<Finding> {
  const breaches = history
    .filter((operation) => !(nounOf(operation) in PLACES))
    .map(({ what }) => `${what}: nobody knows where that is kept`)
  for (const [noun, place] of Object.entries(PLACES)) {
    const mine = history.filter((operation) => nounOf(operation) === noun)
    breaches.push(...(await absent(probe, place, mine)))
    breaches.push(...(await repeated(probe, place, mine)))
  }
  return {
    name: 'I1',
    looked: history.length,
    checked: `${history.length} operations of the history`,
    breaches,
  }
}

async function absent(
  probe: Probe,
  { service, table, id: idOf = 'id', type = 'uuid', version: versionOf = 'version' }: Place,
  operations: readonly Operation[],
): Promise<string[]> {
  // Whether what its owner may have removed is there proves nothing.
  const removed = new Set(
    operations.flatMap(({ what, id }) => (what.startsWith('remove ') && id ? [id] : [])),
  )
  const named = operations.filter(({ id }) => id !== undefined && !removed.has(id))
  const breaches = operations
    .filter(({ id, outcome }) => outcome === 'ok' && id === undefined)
    .map(({ what }) => `${what}: was acknowledged without an id`)
  for (let from = 0; from < named.length; from += PAGE) {
    const page = named.slice(from, from + PAGE)
    const stored = await probe.rows<{ id: string; version: number }>(
      service,
      `select ${idOf} as id, ${versionOf} as version from ${table}
       where ${idOf} = any($1::${type}[])`,
      [page.map(({ id }) => id)],
    )
    const versions = new Map(stored.map(({ id, version }) => [id, version]))
    for (const { what, id = '', outcome, version = 0 } of page) {
      const found = versions.get(id)
      if (outcome === 'ok' && found === undefined)
        breaches.push(`${what} ${id}: was acknowledged and is not there`)
      if (outcome === 'ok' && found !== undefined && found < version)
        breaches.push(
          `${what} ${id}: was acknowledged at version ${version} and is there at ${found}`,
        )
      if (outcome === 'fail' && found !== undefined && CREATIONS.has(what))
        breaches.push(`${what} ${id}: was refused and is there`)
    }
  }
  return breaches
}

/**
 * Creations are counted by who made them: each key at most once, and nothing that no operation can
 * explain.
 */
async function repeated(
  probe: Probe,
  { service, table, owner }: Place,
  operations: readonly Operation[],
): Promise<string[]> {
  if (owner === undefined) return []
  const breaches: string[] = []
  for (const [by, creations] of Map.groupBy(
    operations.filter(({ what, by }) => CREATIONS.has(what) && by !== undefined),
    (operation) => operation.by ?? '',
  )) {
    const keys = [...Map.groupBy(creations, (operation) => operation.key ?? operation).values()]
    const acknowledged = keys.map(
      (same) =>
        new Set(
          same.flatMap(({ id, outcome }) => (outcome === 'ok' && id !== undefined ? [id] : [])),
        ),
    )
    for (const ids of acknowledged)
      if (ids.size > 1)
        breaches.push(`${by}: one key was acknowledged as ${[...ids].join(' and ')}`)
    const unknown = keys.filter(
      (same, i) => acknowledged[i]?.size === 0 && same.some(({ outcome }) => outcome === 'unknown'),
    ).length
    const acknowledgedIds = acknowledged.flatMap((ids) => [...ids])
    const unnamed = await probe.rows<{ id: string }>(
      service,
      `select id from ${table} where ${owner} = $1 and id <> all($2::uuid[]) limit ${unknown + 1}`,
      [by, acknowledgedIds],
    )
    if (unnamed.length > unknown)
      breaches.push(
        `${by}: has ${table} ${unnamed.map(({ id }) => id).join(', ')}, ` +
          `acknowledged to nobody, for ${unknown} unanswered operations`,
      )
  }
  return breaches
}
