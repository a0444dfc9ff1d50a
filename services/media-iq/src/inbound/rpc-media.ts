// MediaIq on the wire: proto in, command out.
import type { Call } from '@pk-auto/grpc/call'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { mustBePerson } from '@pk-auto/kernel/actor'
import type { KeyedCall } from '@pk-auto/postgres/once'
import {
  type Media as MediaMessage,
  type MediaIqServiceImplementation,
  MediaState,
} from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { mediaId } from '../domain/ids.ts'
import type { Media } from '../domain/media.ts'
import type { completeUpload } from '../usecases/complete-upload.ts'
import type { getOwnMedia } from '../usecases/get-own-media.ts'
import type { signUpload } from '../usecases/sign-upload.ts'

export type MediaRpcUse = {
  signUpload: ReturnType<typeof signUpload>
  completeUpload: ReturnType<typeof completeUpload>
  getOwnMedia: ReturnType<typeof getOwnMedia>
}

const STATES = {
  signed: MediaState.MEDIA_STATE_SIGNED,
  processing: MediaState.MEDIA_STATE_PROCESSING,
  ready: MediaState.MEDIA_STATE_READY,
  refused: MediaState.MEDIA_STATE_REFUSED,
  removed: MediaState.MEDIA_STATE_REMOVED,
} as const satisfies Record<Media['state'], MediaState>

function toMessage(media: Media): MediaMessage {
  const { width, height, placeholder } =
    media.state === 'ready' ? media.picture : { width: 0, height: 0, placeholder: '' }
  return {
    id: media.id,
    state: STATES[media.state],
    width,
    height,
    placeholder,
    refusal: media.state === 'refused' ? media.refusal : '',
  }
}

function keyedCall({ actor, method, idempotency }: Call): KeyedCall {
  if (!idempotency) throw kernelErrors.IDEMPOTENCY_KEY_REQUIRED()
  return { actor: mustBePerson(actor).personId, method, ...idempotency }
}

export const mediaRpc = (use: MediaRpcUse): MediaIqServiceImplementation<Call> => ({
  async signUpload({ purpose, contentType, bytes, sha256 }, call) {
    const { mediaId: id, upload } = await use.signUpload(
      call.actor,
      { purpose, contentType, bytes: Number(bytes), sha256 },
      keyedCall(call),
    )
    return { mediaId: id, ...upload }
  },
  completeUpload: async ({ mediaId: id }, { actor }) =>
    toMessage(await use.completeUpload(actor, mediaId(id))),
  getOwnMedia: async ({ ids }, { actor }) => ({
    media: (await use.getOwnMedia(actor, ids)).map(toMessage),
  }),
})
