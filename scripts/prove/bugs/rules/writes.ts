// Bugs in the rule of every write: an event outside the commit of what it reports.
import type { Bug } from '../../bug.ts'

export const WRITE_BUGS: readonly Bug[] = [
  {
    name: 'drafts are removed first, and their photos released behind the commit',
    file: 'services/catalogue/src/usecases/expiry/expire-drafts.ts',
    find: `        await draftOutbox.append(...events.map((photos) => ({ ...photos, at: now })))
        return due.length
      },
    )`,
    put: `        return { due, events: events.map((photos) => ({ ...photos, at: now })) }
      },
    ).then(async ({ due, events }) => {
      await deps.inTransaction({ system: 'late' }, (late) => late.draftOutbox.append(...events))
      return due.length
    })`,
    suite: 'services/catalogue/test/write-rule.it.test.ts',
  },
  {
    name: 'the taxonomy is published first, and its version noted in a commit of its own',
    file: 'services/catalogue/src/usecases/publish-taxonomy.ts',
    find: 'await taxonomyOutbox.append(taxonomy, at)',
    put: `await deps.inTransaction({ system: 'early' }, (early) =>
          early.taxonomyOutbox.append(taxonomy, at),
        )`,
    suite: 'services/catalogue/test/write-rule.it.test.ts',
  },
  {
    name: 'a person is saved first, and announced behind the commit',
    file: 'services/identity/src/usecases/people/change-person.ts',
    find: 'return deps.inTransaction({ actor }, async ({ people, announce }) => {',
    put: `const behindTheCommit = async (work) => {
    const late = []
    const me = await deps.inTransaction({ actor }, ({ people }) =>
      work({ people, announce: async (event) => void late.push(event) }),
    )
    for (const event of late)
      await deps.inTransaction({ actor }, ({ announce }) => announce(event))
    return me
  }
  return behindTheCommit(async ({ people, announce }) => {`,
    suite: 'services/identity/test/write-rule.it.test.ts',
  },
  {
    name: 'a picture is announced in a commit before its own',
    file: 'services/media-iq/src/usecases/develop-picture.ts',
    find: 'await events.append(next)',
    put: 'await deps.inTransaction(AS_WORKER, (early) => early.events.append(next))',
    suite: 'services/media-iq/test/write-rule.it.test.ts',
  },
]
