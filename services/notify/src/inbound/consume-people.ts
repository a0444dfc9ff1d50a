// identity.person.v1: in which language people are written to, and who was erased.
import { erasedIds } from '@pk-auto/kafka/erased-ids'
import { subscribe } from '@pk-auto/kafka/subscription'
import { PEOPLE } from '@pk-auto/proto/topics'
import type { PersonId } from '../domain/ids.ts'
import { langOf } from '../domain/message.ts'
import type { NotifyVerbs } from '../usecases/index.ts'

export const consumePeople = (use: Pick<NotifyVerbs, 'followPeople'>) =>
  subscribe(PEOPLE, {
    handle: (events) =>
      use.followPeople(
        events.flatMap(({ key, value }) =>
          value
            ? [{ person: key as PersonId, version: value.version, lang: langOf(value.lang) }]
            : [],
        ),
        erasedIds<PersonId>(events),
      ),
  })
