// Bugs in what becomes of an uploaded picture, and in how long it stays.
import type { Bug } from '../../bug.ts'

const DOMAIN = 'services/media-iq/src/domain'
const STORES = 'services/media-iq/src/outbound'
const DECODER = `${STORES}/decoder`
const RETENTION = 'services/media-iq/test/retention.it.test.ts'
const ORIGINALS = 'services/media-iq/test/originals.it.test.ts'
const SWEEPS = 'services/media-iq/test/sweeps.it.test.ts'
const SERVED = 'services/media-iq/test/served.it.test.ts'

export const MEDIA_IQ_BUGS: readonly Bug[] = [
  {
    name: 'a decoder takes the memory of the service that started it for its own',
    file: `${DECODER}/peak-memory.ts`,
    find: "process.platform === 'linux'",
    put: "process.platform === 'aix'",
    suite: 'services/media-iq/test/decoder.it.test.ts',
  },
  {
    name: 'photos from before a size have a hole where it is asked for',
    file: 'services/media-iq/src/usecases/serve-picture.ts',
    find: '(larger && (await deps.readFile(media, larger)))',
    put: '(larger && (await deps.readFile(media, name)))',
    suite: 'services/media-iq/test/served.it.test.ts',
  },
  {
    name: 'the sweep removes a picture that another listing shows',
    file: 'services/media-iq/src/usecases/sweep-media.ts',
    find: 'due.filter(({ id }) => !shown.has(id)).map(remove)',
    put: 'due.map(remove)',
    suite: RETENTION,
  },
  {
    name: 'the sweep takes a picture out of the hands of the decoder',
    file: `${STORES}/media-store.ts`,
    find: "['signed', 'ready', 'refused']",
    put: "['signed', 'processing', 'ready', 'refused']",
    suite: SWEEPS,
  },
  {
    name: 'originals go from under the decoder',
    file: `${STORES}/media-store.ts`,
    find: `      .where('original_due_at', '<=', now)
      .where('state', '=', 'ready')
`,
    put: "      .where('original_due_at', '<=', now)\n",
    suite: SWEEPS,
  },
  {
    name: 'a repeated event lets go of the photos it shows',
    file: `${DOMAIN}/attachment.ts`,
    find: 'fact.version > (known.get(',
    put: 'fact.version >= (known.get(',
    suite: `${DOMAIN}/attachment.test.ts`,
  },
  {
    name: 'naming a stranger’s picture in a draft saves it from the sweep',
    file: `${DOMAIN}/attachment.ts`,
    find: 'owners.get(id) === seller',
    put: 'owners.has(id) && seller !== undefined',
    suite: `${DOMAIN}/attachment.test.ts`,
  },
  {
    name: 'of two events of a batch the last one counts, whatever its version',
    file: 'packages/kafka/src/batch-item.ts',
    find: '    if (before && isNewer(before, item)) continue\n',
    put: '',
    suite: RETENTION,
  },
  {
    name: 'IMAGE/JPEG is no picture',
    file: `${DOMAIN}/picture/magic-bytes.ts`,
    find: 'const type = text.toLowerCase()',
    put: 'const type = text',
    suite: `${DOMAIN}/picture/magic-bytes.test.ts`,
  },
  {
    name: 'what one can see through stands on black',
    file: `${DECODER}/derivative-cascade.ts`,
    find: "background: '#ffffff'",
    put: "background: '#000000'",
    suite: 'services/media-iq/test/uncommon.it.test.ts',
  },
  {
    name: 'a photo taken with the camera turned lies on its side',
    file: `${DECODER}/derivative-cascade.ts`,
    find: '}).autoOrient(),',
    put: '}),',
    suite: SERVED,
  },
  {
    name: 'the place where a photo was taken stays in the retained PNG',
    file: `${DOMAIN}/picture/bare-picture.ts`,
    find: "const PNG_OWN = new Set(['IHDR',",
    put: "const PNG_OWN = new Set(['eXIf', 'tEXt', 'IHDR',",
    suite: `${DOMAIN}/picture/bare-picture.test.ts`,
  },
  {
    name: 'fewer bytes than announced are as good',
    file: `${DOMAIN}/refusal.ts`,
    find: 'bytes === announced.bytes',
    put: 'bytes <= announced.bytes',
    suite: `${DOMAIN}/refusal.test.ts`,
  },
  {
    name: 'a picture of the largest size is too large',
    file: `${DOMAIN}/upload.ts`,
    find: 'if (bytes > maxBytes)',
    put: 'if (bytes >= maxBytes)',
    suite: `${DOMAIN}/upload.test.ts`,
  },
  {
    name: 'the cap on open uploads is one too high',
    file: `${DOMAIN}/upload.ts`,
    find: 'counts.open >= maxOpen',
    put: 'counts.open > maxOpen',
    suite: `${DOMAIN}/upload.test.ts`,
  },
  {
    name: 'an original goes while an ad with it is open',
    file: `${DOMAIN}/retention.ts`,
    find: 'holders?.lastEnd && !holders.open',
    put: 'holders?.lastEnd',
    suite: `${DOMAIN}/retention.test.ts`,
  },
  {
    name: 'an original goes ninety days after the first of its ads, not the last',
    file: `${STORES}/listing-photos-store.ts`,
    find: 'max(ended_at) as last_end',
    put: 'min(ended_at) as last_end',
    suite: ORIGINALS,
  },
  {
    name: 'only the database knows whose a picture is',
    file: `${DOMAIN}/access.ts`,
    find: " || actor.kind !== 'person' || media.owner !== actor.personId",
    put: " || actor.kind !== 'person'",
    suite: `${DOMAIN}/access.test.ts`,
  },
  {
    name: 'a store that refuses our keys makes photos unreadable',
    file: 'services/media-iq/src/usecases/develop-picture.ts',
    find: 'isTransient(error) || isStoreFault(error)',
    put: 'isTransient(error)',
    suite: 'services/media-iq/test/crashes.it.test.ts',
  },
]
