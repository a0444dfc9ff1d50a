// What operations ask of sample.
import type { Implementation } from '@pk-auto/grpc/server'
import type { SampleAdminDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample_admin'
import type { SampleVerbs } from '../usecases/index.ts'

export const adminRpc = (
  use: Pick<SampleVerbs, 'republishNotes'>,
): Implementation<typeof SampleAdminDefinition> => ({
  republishNotes: (request) => use.republishNotes(request),
})
