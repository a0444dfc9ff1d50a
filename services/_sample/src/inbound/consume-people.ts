// identity.person.v1: whose notes go because the person was erased.
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import type { SampleVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<SampleVerbs, 'eraseNotes'>) =>
  subscribe(PEOPLE, {
    handle: (events) =>
      use.eraseNotes(
        events.filter(({ value }) => value === null).map(({ key }) => key as PersonId),
      ),
  })
