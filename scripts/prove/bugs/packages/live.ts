// Bugs in what open sockets are shown: rows ahead of their turn, reads for nothing, whole logs.
import type { Bug } from '../../bug.ts'

const LIMITS = 'gateways/pwa/test/talking/socket-limits.it.test.ts'
const THREADS = 'clients/live/src/client/threads.test.ts'
const FOLLOWERS = 'gateways/shared/src/live/followers.test.ts'

export const LIVE_BUGS: readonly Bug[] = [
  {
    name: 'a row is shown ahead of one that the socket has not had',
    file: 'gateways/shared/src/live/show-written.ts',
    find: 'if (ahead > 1) {',
    put: 'if (ahead > 100) {',
    suite: FOLLOWERS,
  },
  {
    name: 'what was shown already is read once more because of its hint',
    file: 'packages/live/src/following.ts',
    find: '(wanted.get(one) ?? 0) > reached(one))',
    put: '(wanted.get(one) ?? 0) > 0)',
    suite: FOLLOWERS,
  },
  {
    name: 'of folded hints the one that says the least is left',
    file: 'packages/redis/src/hints.ts',
    find: 'Math.max(onTheirWay.get(channel) ?? 0, at)',
    put: 'Math.min(onTheirWay.get(channel) ?? at, at)',
    suite: 'packages/redis/test/redis.it.test.ts',
  },
  {
    name: 'a connection to Redis that died without a word is taken for alive',
    file: 'packages/redis/src/redis.ts',
    find: '      socketTimeout: DEAD_AFTER_MS,\n',
    put: '',
    suite: 'packages/redis/test/dead-line.it.test.ts',
  },
  {
    name: 'who only listens to Redis never asks whether it is there',
    file: 'packages/redis/src/redis.ts',
    find: "if (listening?.status === 'ready') listening",
    put: "if (listening?.status === 'end') listening",
    suite: 'packages/redis/test/dead-line.it.test.ts',
  },
  {
    name: 'a batch reads all logs to find out whether its messages were sent before',
    file: 'services/chat/src/outbound/batch-store.ts',
    find: '          limit 1) e on true',
    put: '          ) e on true',
    suite: 'services/chat/test/batch.it.test.ts',
  },
  {
    name: 'a conversation that somebody holds refuses everybody of its batch',
    file: 'services/chat/src/usecases/send-message.ts',
    find: 'isTransient(error) && !isRowHeld(error)',
    put: 'isTransient(error)',
    suite: 'services/chat/test/batch.it.test.ts',
  },
  {
    name: 'what expired is held until somebody asks for it',
    file: 'packages/lifecycle/src/remember-until.ts',
    find: '      if (now() < untilMs) break\n',
    put: '      if (untilMs > 0) break\n',
    suite: 'packages/lifecycle/src/remember-until.test.ts',
  },
  {
    name: 'a gateway that stops cuts its sockets without a word',
    file: 'packages/live/src/socket-server.ts',
    find: "        socket.send(JSON.stringify({ t: 'goaway', inMs }))\n",
    put: '',
    suite: LIMITS,
  },
  {
    name: 'all sockets of a gateway that stops go at one moment',
    file: 'packages/live/src/socket-server.ts',
    find: 'Math.floor(Math.random() * longest)',
    put: 'Math.floor(longest / 2)',
    suite: LIMITS,
  },
  {
    name: 'frames are dropped, and nobody is told to ask again',
    file: 'gateways/shared/src/live/chat-socket.ts',
    find: "    for (const conv of this.logs.keys()) this.#socket.send({ t: 'resync', conv })\n",
    put: '',
    suite: LIMITS,
  },
  {
    name: 'an open tab goes on from a log that a restore has shortened',
    file: 'clients/live/src/client/live-client.ts',
    find: '      threads.anew()\n',
    put: '',
    suite: THREADS,
  },
  {
    name: 'a number that comes again after a restore is no news',
    file: 'services/notify/src/domain/news/news-of.ts',
    find: '...(epoch === undefined ? [] : [epoch])',
    put: '',
    suite: 'services/notify/test/push.it.test.ts',
  },
  {
    name: 'one refusal lets only one message be under way until all those refused are in',
    file: 'clients/live/src/core/outbox.ts',
    find: 'refused: without(refused, convOf(outbox, clientId))',
    put: 'refused',
    suite: 'clients/live/src/core/outbox.test.ts',
  },
  {
    name: 'what is left of a closed socket overtakes what comes again on the next one',
    file: 'gateways/shared/src/live/writing.ts',
    find: "'internal', 'unauthenticated'] as const",
    put: "'internal'] as const",
    suite: 'gateways/shared/src/live/chat-socket.test.ts',
  },
  {
    name: 'a socket that has lost rows of its list learns nothing of it while identity is away',
    file: 'gateways/shared/src/live/chat-socket.ts',
    find: 'if (!this.#greeted) await',
    put: 'await',
    suite: 'gateways/shared/src/live/chat-socket.test.ts',
  },
  {
    name: 'whom a block parts from one is shown as there for as long as one looks',
    file: 'gateways/shared/src/live/chat-socket.ts',
    find: "    else if (open.peer !== '') this.#hide(open.peer, true)\n",
    put: '',
    suite: 'gateways/shared/src/live/chat-socket.test.ts',
  },
  {
    name: 'a ticket that is redeemed while the gateway stops opens a socket that nobody sends away',
    file: 'packages/live/src/socket-server.ts',
    find:
      '    // It may have begun meanwhile, and tells only those who are open by then.\n' +
      '    if (draining) return refuse(raw, 503)\n',
    put: '',
    suite: 'packages/live/src/socket-server.test.ts',
  },
  {
    name: 'that somebody has read is lost with the connection it was said on',
    file: 'clients/live/src/hub/marks.ts',
    find: 'sentWaitAgain([...marks.keys()])',
    put: 'sentWaitAgain([])',
    suite: 'clients/live/src/hub/marks.test.ts',
  },
  {
    name: 'the name of somebody who was erased comes back with the next row',
    file: 'clients/live/src/core/rows.ts',
    find: 'older.gone || newer.gone',
    put: 'newer.gone',
    suite: 'clients/live/src/core/rows.test.ts',
  },
]
