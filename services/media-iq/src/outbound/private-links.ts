// Links to private files, signed so that nobody can make or prolong one. The key is derived from
// the object store's: all processes have it, and a new store key ends the links of the old one.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { FileName } from '../domain/derivatives.ts'
import type { MediaId } from '../domain/ids.ts'
import type { PrivateLinks } from '../usecases/private/sign-files.ts'

export function privateLinks(storeSecret: string): PrivateLinks {
  const key = Buffer.from(hkdfSync('sha256', storeSecret, '', 'media-iq private links', 32))
  const signatureOf = (id: MediaId, name: FileName, untilMs: number): string =>
    createHmac('sha256', key).update(`${id}/${name}?${untilMs}`).digest('base64url')
  return {
    pathOf: (id, name, until) => {
      const untilMs = until.getTime()
      const signature = signatureOf(id, name, untilMs)
      return `private/${id}/${name}?until=${untilMs}&signature=${signature}`
    },
    isSigned(id, name, { untilMs, signature }) {
      const [due, given] = [signatureOf(id, name, untilMs), signature].map((s) => Buffer.from(s))
      return due?.length === given?.length && timingSafeEqual(due!, given!)
    },
  }
}
