// Search killed with -9 between any two commits: whoever starts next finishes what was begun.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIndexAgrees } from '../src/service.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from './search-fixture.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const published: PublicListing[] = []
let fixture: SearchFixture

beforeAll(async () => {
  fixture = await searchFixture()
})
afterAll(() => fixture[Symbol.asyncDispose]())

/** Runs search as a process of its own until it dies at the failpoint. */
async function dieAt(failpoint: string, ...words: string[]): Promise<unknown> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, ...fixture.env, FAILPOINT: `${failpoint}:kill` },
    stdio: 'ignore',
  })
  const [, signal] = await once(child, 'exit')
  return signal
}

/** Lets a healthy process finish; returns what is still wrong then. */
async function heal(): Promise<readonly string[]> {
  await using search = await fixture.start()
  await search.settled()
  return await checkIndexAgrees(
    fixture.config,
    new Map(published.map(({ id, version }) => [id, version])),
  )
}

test.for(['search.after_project', 'search.after_write'])('killed at %s', async (failpoint) => {
  const one = listing()
  published.push(one)
  const died = dieAt(failpoint)
  await fixture.publish(listingEvent(one))
  expect(await died).toBe('SIGKILL')
  expect(await heal()).toEqual([])
})

test('killed between recording which index serves and moving the alias', async () => {
  expect(await heal()).toEqual([])
  const aliased = async () =>
    Object.keys(await fixture.elastic.indices.getAlias({ name: fixture.alias }))
  const [before] = await aliased()
  expect(await dieAt('search.after_register', 'rebuild')).toBe('SIGKILL')
  expect(await aliased()).toEqual([before])
  const { rows } = await fixture.sql.query<{ name: string }>(
    `select name from search_index where state = 'serving'`,
  )
  expect(rows[0]?.name).not.toBe(before)
  expect(await heal()).toEqual([])
  expect(await aliased()).toEqual([rows[0]?.name])
})

test('killed between making an index and announcing it: the half-made one goes again', async () => {
  expect(await heal()).toEqual([])
  expect(await dieAt('search.after_create', 'rebuild')).toBe('SIGKILL')
  const made = Object.keys(await fixture.elastic.indices.get({ index: `${fixture.alias}-*` }))
  const { rows } = await fixture.sql.query<{ name: string }>('select name from search_index')
  // A name can be registered without an index, when its maker died even earlier; never the reverse.
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(made))
  await fixture.sql.query(`update search_index set since = since - interval '2 minutes'`)
  await using _search = await fixture.start()
  await until('only the serving index is left', async () => {
    const left = Object.keys(await fixture.elastic.indices.get({ index: `${fixture.alias}-*` }))
    return left.length === 1
  })
  expect(await heal()).toEqual([])
})
