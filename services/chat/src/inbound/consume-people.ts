// identity.person.v1: whose words go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { ChatVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<ChatVerbs, 'erasePeople'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.erasePeople(erasedIds<PersonId>(events)),
  })
