// Each socket is seen its number when it changes, and what has come since it was opened.
import { expect, test } from 'vitest'
import { Counter, counted, type CountedSettings } from './counted.ts'

type Item = { readonly id: string; readonly version: number }
function counting(more: Partial<CountedSettings<Item>> = {}) {
  const unread = new Map<string, Item[]>()
  const asked: number[] = []
  const all = counted<Item>({
    ...{ service: 'test', badge: 'leads' },
    keyOf: ({ id, version }) => `${id} ${version}`,
    frameOf: ({ id, version }) => ({ t: 'resync', conv: `${id}${version}` }),
    async readOf(people) {
      asked.push(people.length)
      return new Map(
        people.flatMap((person) => {
          const own = unread.get(person) ?? []
          const newest = own.toReversed().slice(0, 2)
          return own.length > 0 ? [[person, { count: own.length, newest }] as const] : []
        }),
      )
    },
    ...more,
  })
  const open = (person: string) => {
    const seen: unknown[] = []
    const counter = new Counter(person, {
      send: (frame) => seen.push(Object.values(frame).at(-1)),
    })
    all.want(counter)
    return { seen, look: () => all.want(counter), close: () => all.forget(counter) }
  }
  return { all, unread, asked, open }
}
const item = (id: string, version = 1): Item => ({ id, version })

test('a new socket is seen the number, and only what comes later', async () => {
  const { all, unread, open } = counting()
  using _ = all
  unread.set('ali', [item('a')])
  const [ali, sana] = [open('ali'), open('sana')]
  await expect.poll(() => [ali.seen, sana.seen]).toEqual([[1], [0]])
  unread.set('ali', [item('a'), item('b')])
  ali.look()
  await expect.poll(() => ali.seen).toEqual([1, 'b1', 2])
  const second = open('ali')
  await expect.poll(() => second.seen).toEqual([2])
})

test('what was shown is not shown again, a later state of it is', async () => {
  const { all, unread, asked, open } = counting()
  using _ = all
  const ali = open('ali')
  await expect.poll(() => ali.seen).toEqual([0])
  const states = [
    [item('a')],
    // Three at once: the newest two are shown, the oldest of them first.
    [item('a'), item('b'), item('c'), item('d')],
    // What was read makes room for what was shown before.
    [item('a')],
    [item('a', 2)],
    [],
  ]
  for (const state of states) {
    unread.set('ali', state)
    const before = asked.length
    ali.look()
    await expect.poll(() => asked.length).toBe(before + 1)
  }
  expect(ali.seen).toEqual([0, 'a1', 1, 'c1', 'd1', 4, 1, 'a2', 0])
})

test('many people are read together, and nobody after the socket has closed', async () => {
  const { all, asked, open } = counting()
  using _ = all
  const sockets = Array.from({ length: 501 }, (_one, i) => open(`person ${i}`))
  await expect.poll(() => asked).toEqual([500, 1])
  for (const each of sockets) each.close()
  sockets[0]!.look()
  await expect.poll(() => asked.length).toBe(3)
  expect(sockets[0]!.seen).toEqual([0])
})
