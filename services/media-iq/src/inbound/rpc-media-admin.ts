// MediaIqAdmin on the wire: what operations may ask.
import type { MediaIqAdminServiceImplementation } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import type { Call } from '@pk-auto/grpc/call'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { isMediaId } from '../domain/ids.ts'
import type { republishMedia } from '../usecases/republish-media.ts'

const MAX_IDS = 1_000

/** @throws MEDIA_TOO_MANY_IDS (invalid) past 1,000 */
export const mediaAdminRpc = (use: {
  republishMedia: ReturnType<typeof republishMedia>
}): MediaIqAdminServiceImplementation<Call> => ({
  async republishMedia({ ids, after }) {
    if (ids.length > MAX_IDS)
      throw new DomainError('invalid', 'MEDIA_TOO_MANY_IDS', { maxIds: MAX_IDS })
    return use.republishMedia({ ids: ids.filter(isMediaId), after: isMediaId(after) ? after : '' })
  },
})
