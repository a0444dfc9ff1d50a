// MediaIqAdmin on the wire: what operations may ask.
import type { MediaIqAdminServiceImplementation } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import type { Call } from '@pk-auto/grpc/call'
import type { MediaIqVerbs } from '../usecases/index.ts'

export const mediaAdminRpc = (
  use: Pick<MediaIqVerbs, 'republishMedia'>,
): MediaIqAdminServiceImplementation<Call> => ({
  republishMedia: (request) => use.republishMedia(request),
})
