// identity.person.v1: whose notes go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { SampleVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<SampleVerbs, 'eraseNotes'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.eraseNotes(erasedIds<PersonId>(events)),
  })
