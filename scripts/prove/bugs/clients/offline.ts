// Bugs in what a phone stores and sends by itself: copies of others, changes in a wrong name, links
// that lead away.
import type { Bug } from '../../bug.ts'

const WAITING = 'clients/pwa/src/offline/waiting'
const COPIES = 'clients/pwa/test/offline.it.test.ts'
const CHANGES = 'clients/pwa/test/waiting.it.test.ts'

export const OFFLINE_BUGS: readonly Bug[] = [
  {
    name: 'copies of one person stay when another signs in',
    file: 'clients/pwa/src/offline/copies.ts',
    find: 'await remove((name) => !name.endsWith(`-${person}`) && !name.endsWith(`-${ANYONE}`))',
    put: '',
    suite: COPIES,
  },
  {
    name: 'signing out leaves the copies',
    file: 'clients/pwa/src/offline/copies.ts',
    find: '    await remove(() => true)\n',
    put: '',
    suite: COPIES,
  },
  {
    name: 'the pages of the app are stored as their reader saw them',
    file: 'clients/pwa/src/worker/shell.ts',
    find: "credentials: 'omit', ",
    put: '',
    suite: COPIES,
  },
  {
    name: 'what a page sends as it is left goes with the page',
    file: 'clients/pwa/src/worker/answers.ts',
    find: '  if (request.keepalive) return event.respondWith(fetch(request))\n',
    put: '',
    suite: CHANGES,
  },
  {
    name: 'a change goes in the name of whoever is signed in',
    file: `${WAITING}/send-here.ts`,
    find: "  if (here.value.id !== person) return 'sign-in'\n",
    put: '',
    suite: CHANGES,
  },
  {
    name: 'a refused change is sent for ever',
    file: `${WAITING}/send-waiting.ts`,
    find: '    if (waiting.refusal !== undefined) continue\n',
    put: '',
    suite: `${WAITING}/send-waiting.test.ts`,
  },
  {
    name: 'an edit that waits takes the version of the last one',
    file: `${WAITING}/change.ts`,
    find: '{ ...old, body: { ...old.body, ...change.body } }',
    put: '{ ...change, body: { ...old.body, ...change.body } }',
    suite: `${WAITING}/change.test.ts`,
  },
  {
    name: 'what is shared may lead to another host',
    file: 'clients/pwa/src/view/shared.ts',
    find: 'if (url?.origin !== origin || ',
    put: 'if (!url || ',
    suite: 'clients/pwa/src/view/shared.test.ts',
  },
  {
    name: 'ads that somebody else saw are handed on at a sign-in',
    file: 'clients/pwa/src/offline/recent.ts',
    find: '  forgetSeen(device)\n  write(person',
    put: '  write(person',
    suite: 'clients/pwa/src/offline/recent.test.ts',
  },
  {
    name: 'a cursor of one seller’s ads is taken for another’s',
    file: 'services/search/src/domain/paging/cursor.ts',
    find: "[seller ?? '', equipment",
    put: '[equipment',
    suite: 'services/search/test/finding.it.test.ts',
  },
]
