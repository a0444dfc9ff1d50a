// The tests of every service that publishes, over its own table of cases.
import { expect, test } from 'vitest'
import { publishingVerbs } from './publishing-verbs.ts'
import { casesOf, mustCommitTogether, type WriteCases } from './write-rule.ts'

export type Publisher<Verb extends string> = {
  /** The folder of the service. */
  readonly root: URL
  readonly verbs: Readonly<Record<Verb, unknown>>
  readonly database: { readonly ownerUrl: string }
  /** Tables whose rows may be committed alone. */
  readonly apart?: readonly string[]
}

/** Every verb that can publish has a case, and each case writes its state and its event at once. */
export function holdToWriteRule<Verb extends string>(
  { root, verbs, database, apart = [] }: Publisher<Verb>,
  cases: WriteCases<Verb>,
): void {
  test('every verb that can publish has a case', () => {
    expect(Object.keys(cases).toSorted()).toEqual(publishingVerbs(root, Object.keys(verbs)))
  })

  test.each(casesOf(cases))('%s changes nothing without its event', async (_, ready) => {
    await mustCommitTogether(database, await ready(), { apart })
  })
}
