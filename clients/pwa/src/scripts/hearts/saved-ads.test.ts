// A heart shows what its person wants at once, and what the server has in the end.
import type { Answer, Problem } from '@pk-auto/client-api/problem'
import { expect, test } from 'vitest'
import { savedAds } from './saved-ads.ts'

const refusal: Problem = { status: 409, code: 'FAVOURITES_TOO_MANY' }
const fine: Answer<unknown> = { ok: true, value: undefined, version: undefined }

/** Requests that the test answers when it wants to. */
const gateway = () => {
  const open: { id: string; saved: boolean; answer: (answer: Answer<unknown>) => void }[] = []
  const looks: string[] = []
  const ads = savedAds({
    send: (id, saved) => {
      const { promise, resolve } = Promise.withResolvers<Answer<unknown>>()
      open.push({ id, saved, answer: resolve })
      return promise
    },
    onChange: (id) => looks.push(`${id} ${ads.isSaved(id)}`),
  })
  return { ads, open, looks }
}

test('an ad looks saved at once, and stays so when it is', async () => {
  const { ads, open, looks } = gateway()
  const done = ads.want('car', true)
  expect([ads.isSaved('car'), open.length]).toEqual([true, 1])
  open[0]?.answer(fine)
  expect(await done).toBeUndefined()
  expect([ads.isSaved('car'), looks]).toEqual([true, ['car true', 'car true']])
})

test('a refused save looks as before, and the refusal comes back', async () => {
  const { ads, open } = gateway()
  const done = ads.want('car', true)
  open[0]?.answer({ ok: false, problem: refusal })
  expect(await done).toEqual(refusal)
  expect(ads.isSaved('car')).toBe(false)
})

test('of quick taps one request is under way, and the last wish wins', async () => {
  const { ads, open } = gateway()
  const done = [ads.want('car', true), ads.want('car', false), ads.want('car', true)]
  void ads.want('car', false)
  expect(open.length).toBe(1)
  open[0]?.answer(fine)
  await Promise.resolve()
  await Promise.resolve()
  expect(open.map(({ saved }) => saved)).toEqual([true, false])
  open[1]?.answer(fine)
  expect(await Promise.all(done)).toEqual([undefined, undefined, undefined])
  expect(ads.isSaved('car')).toBe(false)
})

test('what the server says does not undo a tap, and can be asked again', () => {
  const { ads } = gateway()
  void ads.want('one', true)
  ads.learn(['one', 'two', 'three'], ['two'])
  expect(['one', 'two', 'three'].map((id) => ads.isSaved(id))).toEqual([true, true, false])
  expect(ads.knows('three')).toBe(true)
  ads.forget()
  expect([ads.knows('one'), ads.knows('three')]).toEqual([true, false])
})
