// identity.person.v1: whose leads go because the person was erased.
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { LeadsVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<LeadsVerbs, 'eraseLeads'>) =>
  subscribe(PEOPLE, {
    handle: (events) =>
      use.eraseLeads(
        events.filter(({ value }) => value === null).map(({ key }) => key as PersonId),
      ),
  })
