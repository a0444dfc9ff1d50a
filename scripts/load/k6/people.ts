// People who have never been here: each with a number, a device and an address of their own, so
// that limits per person are not what is measured. Codes are read in the sandbox of development.
import http from 'k6/http'
import { type Headers, ask, mustSucceed } from './ask.ts'
import { address } from './options.ts'

export type Person = { readonly id: string; readonly headers: Headers }

const below = (limit: number): number => Math.floor(Math.random() * limit)

/** One of the private ones; a gateway outside production believes it. */
export const newcomer = (): Headers => ({
  'x-device-id': crypto.randomUUID(),
  'x-forwarded-for': `10.${below(250) + 1}.${below(250) + 1}.${below(250) + 1}`,
})

/** Nobody here has had it; it is never sent to, because a sandbox takes the code. */
export const newNumber = (): string => `+92360${String(below(10_000_000)).padStart(7, '0')}`

/** Signs in by the code that was sent, and accepts the terms. @throws Error for a refusal */
export function signIn(): Person {
  const headers = newcomer()
  const phone = newNumber()
  const { challengeId } = ask('POST /auth/otp/request', headers, {
    body: { phone, channel: 'sms', purpose: 'sign-in' },
  }).value
  const { person, termsDue, session } = ask('POST /auth/otp/verify', headers, {
    body: { challengeId, code: codeSentTo(phone) },
  }).value
  const known = { ...headers, authorization: `Bearer ${session?.accessToken}` }
  if (termsDue)
    ask('POST /auth/terms', known, { body: { version: person.termsVersion, marketing: false } })
  return { id: person.id, headers: known }
}

function codeSentTo(phone: string): string {
  const inbox = `${address()}/dev/messages?to=${encodeURIComponent(phone)}`
  const answer = http.get(inbox, { tags: { name: 'the inbox' } })
  mustSucceed('the inbox', answer)
  const { items } = answer.json() as unknown as { items: { code?: string }[] }
  return items[0]?.code ?? ''
}
