// identity.person.v1: whose saved ads go because the person was erased.
import { subscribe } from '@pk-auto/kafka/subscription'
import { isId } from '@pk-auto/kernel/id'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { CatalogueVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<CatalogueVerbs, 'eraseFavourites'>) =>
  subscribe(PEOPLE, {
    handle: (events) =>
      use.eraseFavourites(
        events
          .filter(({ key, value }) => value === null && isId(key))
          .map(({ key }) => key as PersonId),
      ),
  })
