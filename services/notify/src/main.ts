// Notify as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readNotifyConfig } from './config.ts'
import { startNotify } from './service.ts'

await runService({ name: 'notify', start: (env) => startNotify(readNotifyConfig(env)) })
