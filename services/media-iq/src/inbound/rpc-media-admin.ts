// MediaIqAdmin on the wire: what operations may ask.
import type { MediaIqAdminServiceImplementation } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import type { Call } from '@pk-auto/grpc/call'
import { MAX_REPUBLISH, mustBeBatch } from '@pk-auto/kernel/batch'
import { isMediaId } from '../domain/ids.ts'
import type { republishMedia } from '../usecases/republish-media.ts'

/** @throws TOO_MANY_IDS (invalid) */
export const mediaAdminRpc = (use: {
  republishMedia: ReturnType<typeof republishMedia>
}): MediaIqAdminServiceImplementation<Call> => ({
  async republishMedia({ ids, after }) {
    mustBeBatch(ids, MAX_REPUBLISH)
    return use.republishMedia({ ids: ids.filter(isMediaId), after: isMediaId(after) ? after : '' })
  },
})
