// What stands around a request: language, versions and keys.
import { expect, test } from 'vitest'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from '@pk-auto/kernel/errors'
import { ANY_VERSION } from '@pk-auto/kernel/version'
import { etagOf, atOneOf, ifMatch, isFresh } from './conditions.ts'
import { langOf } from './language.ts'

const request = (headers: Record<string, string>, query: unknown = {}) => ({ headers, query })

test.each([
  ['ur', 'ur'],
  ['ur-PK,en;q=0.8', 'ur'],
  ['en-GB,ur;q=0.9', 'en'],
  ['fr,ur;q=0.2,en;q=0.1', 'ur'],
  ['en;q=0,ur;q=0.1', 'ur'],
  ['*', 'en'],
  ['', 'en'],
  [';q=;;,,,', 'en'],
])('Accept-Language %j means %s', (header, lang) => {
  expect(langOf(request({ 'accept-language': header }))).toBe(lang)
})

test('the address outweighs the header, unless it names a language that is not ours', () => {
  expect(langOf(request({ 'accept-language': 'en' }, { lang: 'ur' }))).toBe('ur')
  expect(langOf(request({ 'accept-language': 'ur' }, { lang: 'xx' }))).toBe('ur')
})

test('the ETag of a version is what If-Match brings back', () => {
  expect(ifMatch(request({ 'if-match': etagOf(7) }))).toEqual([7])
})

test('an edit without If-Match is asked for one; a strange one matches nothing', () => {
  expect(() => ifMatch(request({}))).toThrow('IF_MATCH_REQUIRED')
  for (const header of ['', 'W/"7"', '7', '"x"', '"99999999999999999999"', '"*"'])
    expect(() => ifMatch(request({ 'if-match': header }))).toThrow('VERSION_MISMATCH')
})

test.each([
  ['*', [ANY_VERSION, ANY_VERSION, ANY_VERSION]],
  [' * ', [ANY_VERSION, ANY_VERSION, ANY_VERSION]],
  ['"7", "8"', [8, 7]],
  ['"7","8","7"', [8, 7]],
  ['W/"9", "a,b", "7"', [7]],
])('If-Match %j names %j', (header, versions) => {
  expect(ifMatch(request({ 'if-match': header }))).toEqual(versions)
})

test('of several versions the present one is changed, once', async () => {
  const tried: number[] = []
  const at = (present: number, header: string) =>
    atOneOf(ifMatch(request({ 'if-match': header })), async (expectedVersion) => {
      tried.push(expectedVersion)
      if (expectedVersion !== present) throw errors.VERSION_MISMATCH()
      return 'changed'
    })
  expect(await at(7, '"7", "8", "3"')).toBe('changed')
  expect(tried).toEqual([8, 7])
  await expect(at(5, '"7", "8"')).rejects.toThrow('VERSION_MISMATCH')
})

test('a change to any version is tried again when another one overtakes it', async () => {
  const overtaken = (times: number) =>
    atOneOf(ifMatch(request({ 'if-match': '*' })), async (expectedVersion) => {
      expect(expectedVersion).toBe(ANY_VERSION)
      if (times-- > 0) throw errors.VERSION_MISMATCH()
      return 'changed'
    })
  expect(await overtaken(0)).toBe('changed')
  expect(await overtaken(2)).toBe('changed')
  await expect(overtaken(100)).rejects.toThrow('VERSION_MISMATCH')
})

test('another refusal ends the tries', async () => {
  let tries = 0
  const refused = atOneOf([8, 7], async () => {
    tries += 1
    throw errors.SIGN_IN_REQUIRED()
  })
  await expect(refused).rejects.toThrow(DomainError)
  expect(tries).toBe(1)
})

test('a visitor who has this version needs no body', () => {
  expect(isFresh(request({ 'if-none-match': 'W/"6", "7"' }), '"7"')).toBe(true)
  expect(isFresh(request({ 'if-none-match': '"6"' }), '"7"')).toBe(false)
  expect(isFresh(request({}), '"7"')).toBe(false)
})
