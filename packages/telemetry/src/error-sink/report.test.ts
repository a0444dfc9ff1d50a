// What is reported of an error, and what of it stays here.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { framesOf, reportedErrors } from './report.ts'

test('an error is its class, what the engine wrote, and where it happened, cause first', () => {
  const cause = Object.assign(new Error('Key (phone)=(+923001112233) already exists'), {
    code: '23505',
  })
  const [first, second] = reportedErrors(new TypeError('x is not a function', { cause }))
  expect([first?.type, first?.value]).toEqual(['Error', '23505'])
  expect([second?.type, second?.value]).toEqual(['TypeError', 'x is not a function'])
  expect(second?.frames.at(-1)).toMatchObject({
    filename: 'packages/telemetry/src/error-sink/report.test.ts',
    in_app: true,
  })
})

test('the text of an error that may quote data stays here', () => {
  const typed = 'my number is 03001112233'
  const errors = [
    new Error(typed),
    Object.assign(new Error(`value "${typed}" is wrong`), { name: typed }),
    new TypeError(`Cannot read properties of undefined (reading '${typed}')`),
    new SyntaxError(`Unexpected token 'm', "${typed}" is not valid JSON`),
    new DomainError('internal', 'INTERNAL', { typed }),
    typed,
    { typed },
  ]
  expect(JSON.stringify(errors.map(reportedErrors))).not.toMatch(/my number|1112233/)
})

test('a text of several lines that looks like calls is no call', () => {
  const error = new Error('a\n    at secret (03001112233.ts:1:2)')
  expect(JSON.stringify(reportedErrors(error))).not.toContain('1112233')
})

test('what is no script of anybody is no frame, and a name of digits no name', () => {
  expect(framesOf('x\n    at send (03001112233:1:1)\n at a@b.pk:1:1')).toEqual([])
  expect(framesOf('x\n    at call03001112233 (a.js:1:1)')).toMatchObject([{ function: '?' }])
})

test('frames of browsers lose their site and their query', () => {
  const chrome = 'Error\n    at send (https://automart.pk/_astro/page.a1b2.js?next=/me:1:2345)'
  const firefox = 'send@https://automart.pk/_astro/page.a1b2.js?phone=0300:1:2345\n@debugger'
  const frame = { function: 'send', filename: '/_astro/page.a1b2.js', lineno: 1, colno: 2345 }
  expect(framesOf(chrome)).toEqual([{ ...frame, in_app: true }])
  expect(framesOf(firefox)).toEqual([{ ...frame, in_app: true }])
})

test('causes that go round in a circle end', () => {
  const error = new Error('a')
  error.cause = error
  expect(reportedErrors(error)).toHaveLength(4)
})
