// Bugs in what is sent beside words: seen by strangers, left behind, or taken where it should not.
import type { Bug } from '../../bug.ts'

const MEDIA = 'services/media-iq'
const CHAT = 'services/chat'

export const ATTACHMENT_BUGS: readonly Bug[] = [
  {
    name: 'any signature opens a private picture',
    file: `${MEDIA}/src/outbound/private-links.ts`,
    find: 'return due?.length === given?.length && timingSafeEqual(due!, given!)',
    put: 'return due !== undefined && given !== undefined',
    suite: `${MEDIA}/test/private.it.test.ts`,
  },
  {
    name: 'the topic tells everybody of private pictures',
    file: `${MEDIA}/src/outbound/media-outbox.ts`,
    find: '.filter((each) => !isPrivate(each))',
    put: '.filter((each) => isPrivate(each) || true)',
    suite: `${MEDIA}/test/private.it.test.ts`,
  },
  {
    name: 'a clip may be as long as it likes',
    file: `${MEDIA}/src/outbound/decoder/voice-worker.ts`,
    find: 'if (encoded.clip.durationMs > maxVoiceMs)',
    put: 'if (encoded.clip.durationMs > maxVoiceMs * 2)',
    suite: `${MEDIA}/test/voice.it.test.ts`,
  },
  {
    name: 'an upload made for an ad is sent in a chat',
    file: `${CHAT}/src/outbound/media-client.ts`,
    find: 'media.find(({ purpose }) => purpose === PURPOSE[kind])',
    put: "media.find(({ purpose }) => purpose !== '' || PURPOSE[kind])",
    suite: `${CHAT}/test/attachments.it.test.ts`,
  },
  {
    name: 'a deleted picture can still be looked at',
    file: `${CHAT}/src/usecases/message-change.ts`,
    find: 'empties ? await attachments.remove(id, seq) : undefined',
    put: 'empties && seq < 0 ? await attachments.remove(id, seq) : undefined',
    suite: `${CHAT}/test/attachments.it.test.ts`,
  },
  {
    name: 'a message is found by what it said before it was edited',
    file: `${CHAT}/src/outbound/log-store.ts`,
    find: "event.type === 'edited' && found(id, event.body),",
    put: "event.type === 'edited' && id === '' && found(id, event.body),",
    suite: `${CHAT}/test/search.it.test.ts`,
  },
]
