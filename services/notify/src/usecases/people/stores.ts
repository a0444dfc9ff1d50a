// What notify knows of people, from identity's topic.
import type { PersonId } from '../../domain/ids.ts'
import type { Lang } from '../../domain/message.ts'

export type KnownPerson = {
  readonly person: PersonId
  readonly version: number
  readonly lang: Lang
}

export type KnownPeople = {
  /** An older version of a person changes nothing. */
  save(people: readonly KnownPerson[]): Promise<void>
  /** With everything that is theirs. */
  erase(people: readonly PersonId[]): Promise<void>
}
