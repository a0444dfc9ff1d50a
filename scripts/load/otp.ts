// Somebody signs in by the code that was sent. scripts/run-load
import { check } from 'k6'
import { optionsOf } from './k6/options.ts'
import { signIn } from './k6/people.ts'

export const options = optionsOf('otp')

export function otp(): void {
  check(signIn(), { 'somebody is signed in': ({ id }) => id !== '' })
}
