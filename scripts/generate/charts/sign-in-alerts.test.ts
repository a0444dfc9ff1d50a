// The warning before sign-in closes goes with the cap that closes it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { HALF_OF_ALL_CODES } from './sign-in-alerts.ts'

type Identity = { otp: { caps: { inAll: { max: number; minutes: number }[] } } }

test('whoever changes the cap of all codes is reminded of the alert before it', () => {
  const { otp } = parse(readFileSync('config/identity.yaml', 'utf8')) as Identity
  expect(otp.caps.inAll).toEqual([{ max: 2 * HALF_OF_ALL_CODES, minutes: 60 }])
})
