// A person, or a service in a person's name, asks what became of that person's media.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { isMediaId, type MediaId, type PersonId } from '../domain/ids.ts'
import type { Media } from '../domain/media.ts'

export type GetOwnMediaDeps = {
  inTransaction: InTransaction<{
    media: { ofOwner(owner: PersonId, ids: readonly MediaId[]): Promise<Media[]> }
  }>
}

/**
 * In the order asked, each once; absent, foreign and malformed ids are left out alike. @throws
 * TOO_MANY_IDS (invalid)
 */
export function getOwnMedia(deps: GetOwnMediaDeps) {
  return async function getOwnMedia(actor: Actor, ids: readonly string[]): Promise<Media[]> {
    const owner = mustBePerson(actor).personId as PersonId
    mustBeBatch(ids)
    const wanted = [...new Set(ids.filter(isMediaId))]
    const found = await deps.inTransaction({ actor }, ({ media }) => media.ofOwner(owner, wanted))
    const byId = new Map(found.map((media) => [media.id, media]))
    return wanted.flatMap((id) => byId.get(id) ?? [])
  }
}
