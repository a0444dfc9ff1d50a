// The composition root of sample: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { policyOf } from '@pk-auto/proto/policy'
import { SampleDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample'
import { SampleAdminDefinition } from '@pk-auto/proto/pkauto/sample/v1/sample_admin'
import { NOTES } from '@pk-auto/proto/topics/sample'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { SampleConfig } from './config.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { notesRpc } from './inbound/rpc-notes.ts'
import { stores } from './outbound/stores.ts'
import { sampleVerbs } from './usecases/index.ts'

export { readSampleConfig, type SampleConfig } from './config.ts'

/** Never waits for another service, Kafka or Redis. */
export async function startSample(
  config: SampleConfig,
  { clock }: { clock?: Clock } = {},
): Promise<Running> {
  await using service = openService('sample', { config, clock })
  const verbs = sampleVerbs({
    ...{ clock: service.clock, newId, inTransaction: service.transactions(stores) },
    ...{ maxTitle: config.maxTitle, openMs: config.openMs },
  })
  return await serve(service, {
    policyOf,
    publishes: [NOTES],
    rpc: [
      implement(SampleDefinition, notesRpc(verbs)),
      implement(SampleAdminDefinition, adminRpc(verbs)),
    ],
    subscriptions: [consumePeople(verbs)],
    sweeps: [{ name: 'expire-notes', everyMs: config.expireEveryMs, batch: verbs.expireNotes }],
  })
}
