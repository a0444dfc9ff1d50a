// Bugs in transactions, keyed calls, the outbox and its relay.
import type { Bug } from '../../bug.ts'

const RELAY = 'packages/postgres/test/relay.it.test.ts'
const SIZE = 'packages/postgres/test/outbox-size.it.test.ts'
const LANES = 'packages/postgres/test/relay-lanes.it.test.ts'
const TRANSACTION = 'packages/postgres/test/transaction.it.test.ts'

export const POSTGRES_BUGS: readonly Bug[] = [
  {
    name: 'a relay that misses hints looks as seldom as one that hears them',
    file: 'packages/postgres/src/relay.ts',
    find: 'isListening() === false',
    put: 'isListening() === undefined',
    suite: 'packages/postgres/test/relay-hints.it.test.ts',
  },
  {
    name: 'the relay sends without looking whether its session is still there',
    file: 'packages/postgres/src/relay.ts',
    find: '    signal.throwIfAborted()\n',
    put: '',
    suite: RELAY,
  },
  {
    name: 'the relay skips what commits late, because it reads behind a last seq',
    file: 'packages/postgres/src/relay-session.ts',
    find: 'where sent_at is null and not bulk and seq <> all($1)',
    put:
      'where sent_at is null and not bulk and seq <> all($1)' +
      ' and seq > (select coalesce(max(seq), 0) from outbox where sent_at is not null)',
    suite: RELAY,
  },
  {
    name: 'an old state in bulk is sent behind the newer one of its key',
    file: 'packages/postgres/src/relay-session.ts',
    find: 'if (!bulkWaits) return',
    put: 'if (!bulkWaits || seqs.length > 0) return',
    suite: LANES,
  },
  {
    name: 'an old state in bulk is sent in one batch with the newer one, behind it',
    file: 'packages/postgres/src/relay-session.ts',
    find: '.filter((row) => !isReplaced(row))',
    put: '.filter((row) => !isReplaced(row) || row.bulk)',
    suite: LANES,
  },
  {
    name: 'a republish holds up what is news',
    file: 'packages/postgres/src/outbox.ts',
    find: 'bulk: bulk.has(tx),',
    put: 'bulk: false,',
    suite: LANES,
  },
  {
    name: 'an event too large for the broker stops all behind it',
    file: 'packages/postgres/src/outbox.ts',
    find: 'if (value.length <= MAX_BYTES) return value',
    put: 'if (value.length > 0) return value',
    suite: SIZE,
  },
  {
    name: 'facts go into the lane that leaves some out',
    file: 'packages/postgres/src/outbox.ts',
    find: "bulk.has(tx) && topic.kind !== 'state'",
    put: 'bulk.has(tx) && topic.kind === undefined',
    suite: LANES,
  },
  {
    name: 'two relays send at once, because the lock is not asked for',
    file: 'packages/postgres/src/relay-session.ts',
    find: 'rows[0]?.held !== true',
    put: 'rows.length === 0',
    suite: RELAY,
  },
  {
    name: 'a batch grows beyond half a megabyte',
    file: 'packages/postgres/src/relay-session.ts',
    find: 'const MAX_BYTES = 512 * 1024',
    put: 'const MAX_BYTES = 512 * 1024 * 1024',
    suite: SIZE,
  },
  {
    name: 'a transaction that was rolled back is reported as committed',
    file: 'packages/postgres/src/transaction.ts',
    find: ".command !== 'COMMIT')",
    put: ".command === 'NEVER')",
    suite: TRANSACTION,
  },
  {
    name: 'a late statement runs in whatever transaction has the connection next',
    file: 'packages/postgres/src/transaction.ts',
    find: "      if (ended) throw new Error('this transaction has ended')\n",
    put: '',
    suite: TRANSACTION,
  },
  {
    name: 'a person acts as the worker and sees every row',
    file: 'packages/postgres/src/transaction.ts',
    find: 'return `begin; set local role app; select',
    put: 'return `begin; set local role worker; select',
    suite: TRANSACTION,
  },
  {
    name: 'a key used again for something else gets the first answer',
    file: 'packages/postgres/src/once.ts',
    find: '  if (first.sha256 !== sha256) throw errors.IDEMPOTENCY_KEY_REUSED()\n',
    put: '',
    suite: TRANSACTION,
  },
  {
    name: 'whoever asks with a key that is under way waits or fails by chance',
    file: 'packages/postgres/src/once.ts',
    find: 'if (lock.rows[0]?.held !== true)',
    put: 'if (lock.rows.length === 0)',
    suite: TRANSACTION,
  },
  {
    name: 'the key of one person is taken for that of another',
    file: 'packages/postgres/src/once.ts',
    find: "    .where('actor', '=', actor)\n",
    put: '',
    suite: TRANSACTION,
  },
  {
    name: 'the key of one method is taken for that of another',
    file: 'packages/postgres/src/once.ts',
    find: "    .where('method', '=', method)\n",
    put: '',
    suite: TRANSACTION,
  },
  {
    name: 'a backlog is sorted whole for each of its batches',
    file: 'packages/postgres/src/relay-session.ts',
    find: "...['enable_sort', 'enable_bitmapscan', 'enable_seqscan'].map",
    put: "...['enable_hashjoin'].map",
    suite: 'packages/postgres/test/relay.it.test.ts',
  },
  {
    name: 'a full disk is called a fault of ours',
    file: 'packages/postgres/src/sql-errors.ts',
    find: "const DISK_FULL = '53100'",
    put: "const DISK_FULL = '00000'",
    suite: 'platform/test/faults/full-disk.it.test.ts',
  },
  {
    name: 'after a failover a connection to the replica goes on being used',
    file: 'packages/postgres/src/sql-errors.ts',
    find: 'isSilent(error) || codeOf(error) === READS_ONLY',
    put: 'isSilent(error)',
    suite: 'packages/postgres/test/failover.it.test.ts',
  },
]
