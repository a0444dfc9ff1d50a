// The web gateway as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readPwaGatewayConfig } from './config.ts'
import { startPwaGateway } from './service.ts'

await runService({
  name: 'gateway-pwa',
  start: (env) => startPwaGateway(readPwaGatewayConfig(env)),
})
