// I1: every acknowledged write is readable. What clients did stands in a history: one operation a line, `{what, id, outcome}`.
import type { Operation } from '@pk-auto/testing/history'
import type { ServiceName } from '../environment.ts'
import type { Finding, Witness } from './witness.ts'

type Place = { readonly service: ServiceName; readonly table: string; readonly key: string }

/** The last word of `what` is the noun that was written: `create listing`, `upload media`, `sign in person`. */
const PLACES: Readonly<Record<string, Place>> = {
  listing: { service: 'catalogue', table: 'listing', key: 'id' },
  media: { service: 'media-iq', table: 'media', key: 'id' },
  person: { service: 'identity', table: 'person', key: 'id' },
}

const nounOf = ({ what }: Operation): string => what.split(' ').at(-1) ?? ''

/** An ok that is not there, and a failed creation that is: an unknown outcome may be either. */
export async function acknowledgedWrites(witness: Witness, history: readonly Operation[]): Promise<Finding> {
  const breaches = history.filter((operation) => !(nounOf(operation) in PLACES)).map(({ what, id }) => `${what} ${id}: nobody knows where that is kept`)
  for (const [noun, { service, table, key }] of Object.entries(PLACES)) {
    const mine = history.filter((operation) => nounOf(operation) === noun)
    const kept = await witness.rows<{ id: string }>(service, `select ${key} as id from ${table} where ${key} = any($1::uuid[])`, [mine.map(({ id }) => id)])
    const there = new Set(kept.map(({ id }) => id))
    for (const { what, id, outcome } of mine) {
      if (outcome === 'ok' && !there.has(id)) breaches.push(`${what} ${id}: was acknowledged and is not there`)
      if (outcome === 'fail' && what.startsWith('create') && there.has(id)) breaches.push(`${what} ${id}: was refused and is there`)
    }
  }
  return { name: 'I1', checked: `${history.length} operations of the history`, breaches }
}

/** @throws Error naming the line that is no operation */
export function parseHistory(text: string): Operation[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const operation = JSON.parse(line) as Partial<Operation>
    if (!operation.what || !operation.id || !operation.outcome) throw new Error(`line ${index + 1} of the history lacks what, id or outcome`)
    return operation as Operation
  })
}
