// Fraud as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readFraudConfig } from './config.ts'
import { startFraud } from './service.ts'

await runService({ name: 'fraud', start: (env) => startFraud(readFraudConfig(env)) })
