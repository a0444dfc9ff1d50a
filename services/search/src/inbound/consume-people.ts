// identity.person.v1: whose saved searches go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/alerts/ids.ts'
import type { AlertVerbs } from '../usecases/alerts/index.ts'

export const consumePeople = (use: Pick<AlertVerbs, 'erasePeople'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.erasePeople(erasedIds<PersonId>(events)),
  })
