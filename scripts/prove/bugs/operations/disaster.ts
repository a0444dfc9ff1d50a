// Bugs in backups, and in what a restored database does before anybody writes.
import type { Bug } from '../../bug.ts'

const RESTORE = 'packages/backup/test/restore.it.test.ts'
const PACK = 'packages/backup/src/pack.test.ts'
const RECONCILE = 'platform/test/disaster/reconcile.it.test.ts'

export const DISASTER_BUGS: readonly Bug[] = [
  {
    name: 'a copy of a later moment than was said is taken',
    file: 'platform/restore/given-copy.ts',
    find: 'newest > until',
    put: 'newest < new Date(0)',
    suite: 'platform/test/disaster/restore-from-copy.it.test.ts',
  },
  {
    name: 'what was restored belongs to whoever restored it, and no release can migrate it',
    file: 'platform/restore/take-database.ts',
    find: 'known ? actingAs(freshUrl, role) : freshUrl',
    put: 'freshUrl',
    suite: 'platform/test/disaster/restore-from-copy.it.test.ts',
  },
  {
    name: 'a part of a backup is taken as it comes, whatever became of it in the store',
    file: 'packages/backup/src/pack.ts',
    find: 'bytes.length !== part.bytes || sha256(bytes) !== part.sha256',
    put: 'bytes.length !== part.bytes',
    suite: RESTORE,
  },
  {
    name: 'a backup of a tar that was killed counts',
    file: 'packages/backup/src/pack.ts',
    find: 'if (code !== null && code <= fine) return',
    put: 'if (Number(code) <= fine) return',
    suite: PACK,
  },
  {
    name: 'a restore fails where tar ends a moment before its last byte is known to be written',
    file: 'packages/backup/src/pack.ts',
    find: 'createGunzip(), writeTo(stdin))',
    put: 'createGunzip(), stdin)',
    suite: PACK,
  },
  {
    name: 'a second server that archives into the bucket goes unnoticed',
    file: 'packages/backup/src/ship-wal.ts',
    find: 'if (sha256(stored) === sha256(bytes)) return',
    put: 'if (stored.length === bytes.length) return',
    suite: RESTORE,
  },
  {
    name: 'pruning takes the log that the backup which stays begins with',
    file: 'packages/backup/src/prune.ts',
    find: 'isWalFile(name) && isBefore(name, oldest.firstWal)',
    put: 'isWalFile(name) && name <= oldest.firstWal',
    suite: RESTORE,
  },
  {
    name: 'a copy of the server archives like the original',
    file: 'packages/backup/src/restore.ts',
    find: "    archive_mode: 'off',\n",
    put: '',
    suite: RESTORE,
  },
  {
    name: 'the order of log files forgets that a log ends after 256 of them',
    file: 'packages/backup/src/wal-names.ts',
    find: 'const SEGMENTS_A_LOG = 256',
    put: 'const SEGMENTS_A_LOG = 1',
    suite: 'packages/backup/src/wal-names.test.ts',
  },
  {
    name: 'a restored owner publishes at versions that readers have already',
    file: 'services/catalogue/restored.sql',
    find: '  version = version + 1000000,\n  published_version',
    put: '  published_version',
    suite: RECONCILE,
  },
  {
    name: 'a person who was erased comes back with the database',
    file: 'services/identity/restored.sql',
    find: 'delete from person where id in (select person from erased);',
    put: '',
    suite: RECONCILE,
  },
  {
    name: 'what readers know of the lost time is never ended',
    file: 'platform/restore/reconcile.ts',
    find: 'and o.seq > (select',
    put: 'and o.seq <= (select',
    suite: RECONCILE,
  },
  {
    name: 'events that are known are taken in a second time',
    file: 'platform/restore/reconcile.ts',
    find: '    where not exists (select from outbox o where o.id = c.id)\n',
    put: '',
    suite: RECONCILE,
  },
]
