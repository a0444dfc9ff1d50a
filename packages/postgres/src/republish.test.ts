// Republishing takes an owner's rows page by page and appends each of them once.
import type { Scope } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import { republisher } from './republish.ts'

type Row = { readonly id: string }

function owner(count: number) {
  const ids = Array.from({ length: count }, newId).toSorted()
  const all: readonly Row[] = ids.map((id) => ({ id }))
  const appended: Row[] = []
  const scopes: Scope[] = []
  const stores = {
    rows: {
      byIds: async (named: readonly string[]) => all.filter(({ id }) => named.includes(id)),
      page: async (limit: number, after = '') => all.filter(({ id }) => id > after).slice(0, limit),
    },
    append: async (rows: readonly Row[]) => void appended.push(...rows),
  }
  const republish = republisher<typeof stores, Row>({
    service: 'notes',
    inTransaction: (scope, work) => {
      scopes.push(scope)
      return work(stores)
    },
    rows: ({ rows }) => rows,
    append: (each, rows) => each.append(rows),
  })
  return { all, appended, scopes, republish }
}

test('following `next` appends every row once, 500 at a time, in order of id', async () => {
  const { all, appended, scopes, republish } = owner(1_250)
  const sizes: number[] = []
  let after = ''
  do {
    const { republished, next } = await republish({ ids: [], after })
    sizes.push(republished)
    after = next
  } while (after !== '')
  expect(sizes).toEqual([500, 500, 250])
  expect(appended).toEqual(all)
  expect(scopes).toEqual(Array(3).fill({ system: 'notes.republish', lane: 'bulk' }))
})

test('named rows are appended alone, those that are not there are left out', async () => {
  const { all, appended, republish } = owner(3)
  const [, wanted] = all
  const request = { ids: [wanted!.id, newId()], after: '' }
  expect(await republish(request)).toEqual({ republished: 1, next: '' })
  expect(appended).toEqual([wanted])
})

test('named rows have no next page, however many they are', async () => {
  const { all, republish } = owner(500)
  const ids = all.map(({ id }) => id)
  expect(await republish({ ids, after: '' })).toEqual({ republished: 500, next: '' })
})

test.each([
  ['more than a thousand ids', { ids: Array(1_001).fill(newId()), after: '' }, 'TOO_MANY_IDS'],
  ['a word in place of an id', { ids: ['all'], after: '' }, 'ID_INVALID'],
  ['a word in place of the id before', { ids: [], after: 'start' }, 'ID_INVALID'],
])('%s is refused before anything is read', async (_, request, code) => {
  const { scopes, republish } = owner(1)
  await expect(republish(request)).rejects.toMatchObject({ kind: 'invalid', code })
  expect(scopes).toEqual([])
})
