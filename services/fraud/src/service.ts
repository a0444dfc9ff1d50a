// The composition root of fraud: what its verbs need, and what runs in which role.
import { implement } from '@pk-auto/grpc/server'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { policyOf } from '@pk-auto/proto/policy'
import { FraudDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { FraudAdminDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud_admin'
import { CASES } from '@pk-auto/proto/topics'
import { openService } from '@pk-auto/service/open-service'
import { type Running, serve } from '@pk-auto/service/serve'
import type { FraudConfig } from './config.ts'
import { consumePeople } from './inbound/consume-people.ts'
import { adminRpc } from './inbound/rpc-admin.ts'
import { reportsRpc } from './inbound/rpc-reports.ts'
import { stores } from './outbound/stores.ts'
import { fraudVerbs } from './usecases/index.ts'

export { readFraudConfig, type FraudConfig } from './config.ts'

/** Never waits for another service, Kafka or Redis. */
export async function startFraud(
  config: FraudConfig,
  { clock }: { clock?: Clock } = {},
): Promise<Running> {
  await using service = openService('fraud', { config, clock })
  const { maxText, maxPerDay, maxHidden, thresholds } = config
  const verbs = fraudVerbs({
    ...{ clock: service.clock, newId, inTransaction: service.transactions(stores) },
    ...{ maxText, maxPerDay, maxHidden, thresholds },
  })
  return await serve(service, {
    policyOf,
    publishes: [CASES],
    rpc: [
      implement(FraudDefinition, reportsRpc(verbs)),
      implement(FraudAdminDefinition, adminRpc(verbs)),
    ],
    subscriptions: [consumePeople(verbs)],
  })
}
