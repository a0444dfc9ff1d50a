// media-iq as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readMediaIqConfig } from './config.ts'
import { startMediaIq } from './service.ts'

await runService({ name: 'media-iq', start: (env) => startMediaIq(readMediaIqConfig(env)) })
