// What the index refuses and what it overwrites, on a real Elasticsearch: older versions, unknown
// fields, writes to an index that is gone.
import { newId } from '@pk-auto/kernel/id'
import { testIndexPrefix } from '@pk-auto/testing/names'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectElastic, type Elastic } from '../src/outbound/index/elastic.ts'
import { listingIndex } from '../src/outbound/index/listing-index.ts'

const stack = new AsyncDisposableStack()
let elastic: Elastic
let index: ReturnType<typeof listingIndex>
let name: string

beforeAll(async () => {
  const url = inject('servers').elasticsearchUrl
  elastic = stack.use(connectElastic({ url, service: 'search', requestTimeoutMs: 30_000 }))
  const shape = { shards: 1, replicas: 0, refreshMs: 250 }
  index = listingIndex(elastic, { prefix: testIndexPrefix(), shape })
  name = index.nameOf('1')
  await index.create(name)
  stack.defer(() => index.drop(name))
})
afterAll(() => stack.disposeAsync())

const docAt = (id: string, version: number, year: number) => ({
  id,
  version,
  source: { id, live: true, year },
})
const stored = async (id: string) => {
  const { _version: version, _source: source } = await elastic.call('get', (client) =>
    client.get<{ year: number }>({ index: name, id }),
  )
  return { version, year: source?.year }
}

test('an older version does not overwrite a newer one, and is no failure', async () => {
  const id = newId()
  await index.write([name], [docAt(id, 2, 2002)])
  const { failed } = await index.write([name], [docAt(id, 1, 2001)])
  expect([...failed]).toEqual([])
  expect(await stored(id)).toEqual({ version: 2, year: 2002 })
})

test('the same version overwrites: words change with the taxonomy, versions do not', async () => {
  const id = newId()
  await index.write([name], [docAt(id, 2, 2002)])
  await index.write([name], [docAt(id, 2, 2003)])
  expect(await stored(id)).toEqual({ version: 2, year: 2003 })
})

test('a field nobody thought of is refused, and only its document', async () => {
  const [good, bad] = [newId(), newId()]
  const { failed } = await index.write(
    [name],
    [docAt(good, 1, 2001), { id: bad, version: 1, source: { id: bad, live: true, owner: 'Ali' } }],
  )
  expect([...failed]).toEqual([[bad, 'strict_dynamic_mapping_exception']])
  expect(await stored(good)).toEqual({ version: 1, year: 2001 })
})

test('a write to an index that is gone fails and makes no new one', async () => {
  const gone = index.nameOf('2')
  const write = index.write([gone], [docAt(newId(), 1, 2001)])
  await expect(write).rejects.toMatchObject({ kind: 'unavailable', code: 'INDEX_MISSING' })
  const made = await elastic.call('get', (client) => client.indices.get({ index: `${gone}*` }))
  expect(Object.keys(made)).toEqual([])
})

test('a write without any target fails: what is due stays due', async () => {
  const write = index.write([], [docAt(newId(), 1, 2001)])
  await expect(write).rejects.toMatchObject({ code: 'INDEX_MISSING' })
})

test('the alias moves in one step, and moving it again changes nothing', async () => {
  const other = index.nameOf('3')
  await index.create(other)
  try {
    for (const serving of [name, other, other]) {
      await index.serve(serving)
      expect(await index.serving()).toBe(serving)
    }
    const { aliases } = (
      await elastic.call('get', (client) => client.indices.get({ index: name }))
    )[name]!
    expect(Object.keys(aliases ?? {})).toEqual([`${name}-write`])
  } finally {
    await index.drop(other)
  }
})
