// The stored reply of a signed upload: the media's id and nothing else, for its URL is a secret and
// is signed anew.
import type { ReplyCodec } from '@pk-auto/postgres/once'
import type { MediaId } from '../domain/ids.ts'

export const mediaIdReply: ReplyCodec<MediaId> = {
  encode: (id) => Buffer.from(id),
  decode: (bytes) => Buffer.from(bytes).toString() as MediaId,
}
