// Identity as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readIdentityConfig } from './config.ts'
import { startIdentity } from './service.ts'

await runService({ name: 'identity', start: (env) => startIdentity(readIdentityConfig(env)) })
