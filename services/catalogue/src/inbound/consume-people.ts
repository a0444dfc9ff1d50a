// identity.person.v1: whose saved ads go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { CatalogueVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<CatalogueVerbs, 'eraseFavourites'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.eraseFavourites(erasedIds<PersonId>(events)),
  })
