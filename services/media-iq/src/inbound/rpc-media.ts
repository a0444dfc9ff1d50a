// MediaIq on the wire: proto in, command out.
import { type Call, keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import { mustBePerson } from '@pk-auto/kernel/actor'
import type { KeyedCall } from '@pk-auto/postgres/once'
import type { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { mediaId } from '../domain/ids.ts'
import type { MediaIqVerbs } from '../usecases/index.ts'
import { mediaMessage } from '../wire/media.ts'

const keyedCall = (call: Call): KeyedCall => ({
  actor: mustBePerson(call.actor).personId,
  ...keyOf(call),
})

export const mediaRpc = (
  use: Pick<MediaIqVerbs, 'signUpload' | 'completeUpload' | 'getOwnMedia' | 'signFiles'>,
): Implementation<typeof MediaIqDefinition> => ({
  async signUpload({ purpose, contentType, bytes, sha256 }, call) {
    const { mediaId: id, upload } = await use.signUpload(
      call.actor,
      { purpose, contentType, bytes: Number(bytes), sha256 },
      keyedCall(call),
    )
    return { mediaId: id, ...upload }
  },
  completeUpload: async ({ mediaId: id }, { actor }) =>
    mediaMessage(await use.completeUpload(actor, mediaId(id))),
  getOwnMedia: async ({ ids }, { actor }) => ({
    media: (await use.getOwnMedia(actor, ids)).map(mediaMessage),
  }),
  async signFiles({ mediaId: id }) {
    const { files, expiresAt } = await use.signFiles(mediaId(id))
    return { files: [...files], expiresAt }
  },
})
