// The services this gateway asks, and the public reads that share a batch across requests.
import { publicReads, type PublicReads } from '@pk-auto/gateway-shared/loaders'
import { connectGrpc, type Client } from '@pk-auto/grpc/client'
import type { ServiceCredentials } from '@pk-auto/grpc/service-credential'
import { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { FraudDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { LeadsDefinition } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { NotifyDefinition } from '@pk-auto/proto/pkauto/notify/v1/notify'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { PwaGatewayConfig } from './config.ts'

export type Clients = AsyncDisposable &
  PublicReads & {
    identity: Client<typeof IdentityDefinition>
    catalogue: Client<typeof CatalogueDefinition>
    search: Client<typeof SearchDefinition>
    media: Client<typeof MediaIqDefinition>
    notify: Client<typeof NotifyDefinition>
    chat: Client<typeof ChatDefinition>
    leads: Client<typeof LeadsDefinition>
    fraud: Client<typeof FraudDefinition>
  }

export function connectClients(
  { urls, brands }: Pick<PwaGatewayConfig, 'urls' | 'brands'>,
  service: string,
  credentials: ServiceCredentials,
): Clients {
  const stack = new AsyncDisposableStack()
  const identity = stack.use(
    connectGrpc(IdentityDefinition, { address: urls.identity, service, credentials }),
  )
  const catalogue = stack.use(
    connectGrpc(CatalogueDefinition, { address: urls.catalogue, service, credentials }),
  )
  const search = stack.use(
    connectGrpc(SearchDefinition, { address: urls.search, service, credentials }),
  )
  const media = stack.use(
    connectGrpc(MediaIqDefinition, { address: urls.media, service, credentials }),
  )
  const notify = stack.use(
    connectGrpc(NotifyDefinition, { address: urls.notify, service, credentials }),
  )
  const chat = stack.use(connectGrpc(ChatDefinition, { address: urls.chat, service, credentials }))
  const leads = stack.use(
    connectGrpc(LeadsDefinition, { address: urls.leads, service, credentials }),
  )
  const fraud = stack.use(
    connectGrpc(FraudDefinition, { address: urls.fraud, service, credentials }),
  )
  return {
    ...{ identity, catalogue, search, media, notify, chat, leads, fraud },
    ...publicReads({ identity, catalogue, search }, brands),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
