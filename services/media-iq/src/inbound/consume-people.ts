// identity.person.v1: whose private media go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { MediaIqVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<MediaIqVerbs, 'eraseOwners'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.eraseOwners(erasedIds<PersonId>(events)),
  })
