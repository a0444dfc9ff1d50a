// identity.person.v1: whose leads go because the person was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { LeadsVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<LeadsVerbs, 'eraseLeads'>) =>
  subscribe(PEOPLE, {
    handle: (events) => use.eraseLeads(erasedIds<PersonId>(events)),
  })
