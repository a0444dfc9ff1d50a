// A picture is its owner's, whatever the database would have shown.
import { newId } from '@pk-auto/kernel/id'
import type { Actor } from '@pk-auto/kernel/actor'
import { expect, test } from 'vitest'
import { mustOwn } from './access.ts'
import type { MediaId, PersonId } from './ids.ts'
import { sign } from './media.ts'

const person = (personId: string): Actor => ({
  ...{ kind: 'person', personId, sessionId: newId(), roles: ['moderator'] },
  ...{ assurance: 'otp', market: 'pk', termsDue: false },
})
const owner = newId()
const upload = {
  purpose: 'listing-photo',
  contentType: 'image/jpeg',
  bytes: 1,
  sha256: 'a'.repeat(64),
} as const
const media = sign(upload, newId() as MediaId, owner as PersonId, new Date())

test('its owner has a picture; to all others, as when there is none, it is not there', () => {
  expect(mustOwn(person(owner), media)).toBe(media)
  for (const actor of [person(newId()), { kind: 'anonymous', market: 'pk' } as const])
    expect(() => mustOwn(actor, media)).toThrow('MEDIA_NOT_FOUND')
  expect(() => mustOwn(person(owner), undefined)).toThrow('MEDIA_NOT_FOUND')
})
