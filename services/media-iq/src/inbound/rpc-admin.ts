// What operations ask of media-iq.
import type { Implementation } from '@pk-auto/grpc/server'
import type { MediaIqAdminDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq_admin'
import type { MediaIqVerbs } from '../usecases/index.ts'

export const adminRpc = (
  use: Pick<MediaIqVerbs, 'republishMedia'>,
): Implementation<typeof MediaIqAdminDefinition> => ({
  republishMedia: (request) => use.republishMedia(request),
})
