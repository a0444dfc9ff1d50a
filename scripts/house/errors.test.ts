// docs/errors.md is held to the sources: every code that can be answered stands there with its kind
// and status, and nothing else does.
import { readFileSync } from 'node:fs'
import { statusOf } from '@pk-auto/http/problem'
import { DomainError, ERROR_KINDS, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { addCodes, codesOfTheHouse, type Codes } from './error-codes.ts'

const text = readFileSync('docs/errors.md', 'utf8')
const partOf = (heading: string): string =>
  text.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
const rows = (part: string, pattern: RegExp): string[][] =>
  [...part.matchAll(pattern)].map((match) => match.slice(1).map((cell) => cell.trim()))
const answers = rows(text, /^\| `([A-Z0-9_]+)`\s*\| ([a-z_]+)\s*\| (\d+)\s*\| \S/gm)
const listed = (heading: string): string[] =>
  rows(partOf(heading), /^\| `([A-Z0-9_]+)`\s*\| \S/gm).map(([code = '']) => code)

const codes = await codesOfTheHouse()
const kinds = new Map<string, Set<string>>()
for (const { code, kind } of codes.thrown) kinds.set(code, (kinds.get(code) ?? new Set()).add(kind))

test('every code that is thrown is listed, and every listed one is thrown', () => {
  expect(answers.map(([code = '']) => code).toSorted()).toEqual([...kinds.keys()].toSorted())
})

test('each code has one kind, and the list says it with its status', () => {
  const wrong = answers.filter(([code = '', kind = '', status]) => {
    const thrown = [...(kinds.get(code) ?? [])]
    const known = ERROR_KINDS.includes(kind as ErrorKind)
    return (
      thrown.join() !== kind ||
      !known ||
      String(statusOf(new DomainError(kind as ErrorKind, code))) !== status
    )
  })
  expect(wrong).toEqual([])
})

test('every code of a single field is listed, and every listed one is used', () => {
  const used = [...codes.fields].filter((code) => !kinds.has(code))
  expect(listed('One field').toSorted()).toEqual(used.toSorted())
})

test('every reason to refuse a photo is listed', () => {
  expect(listed('Why a photo').toSorted()).toEqual([...codes.refusals].toSorted())
})

test('only the file that passes on other services’ codes throws a computed code', () => {
  expect(codes.unreadable).toEqual(['packages/grpc/src/error-wire.ts'])
})

test('the reader sees a code however it is written down', () => {
  const found: Codes = { thrown: [], fields: new Set(), refusals: new Set(), unreadable: [] }
  addCodes(
    found,
    'services/x/src/domain/x.ts',
    `const TABLE = { a: 'FROM_TABLE' }
     const wrong = (id: string, wanted: string) => new DomainError('conflict', \`NOT_\${wanted}\`, { id })
     function refuse(path: string, code: string): never { throw new DomainError('invalid', code, {}, { fields: [{ path, code, message: '' }] }) }
     export function check(ok: boolean, key: keyof typeof TABLE) {
       if (ok) throw wrong('1', 'LIVE')
       const chosen = ok ? 'ONE_WAY' : 'OTHER_WAY'
       if (key) throw new DomainError('internal', TABLE[key])
       refuse('price', 'PRICE_BAD')
       throw new DomainError('deadline', chosen)
     }`,
  )
  expect(found.thrown.map(({ code, kind }) => `${kind} ${code}`)).toEqual([
    'conflict NOT_LIVE',
    'invalid PRICE_BAD',
    'internal FROM_TABLE',
    'deadline ONE_WAY',
    'deadline OTHER_WAY',
  ])
  expect([...found.fields]).toEqual(['PRICE_BAD'])
})
