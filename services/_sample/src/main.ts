// Sample as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readSampleConfig } from './config.ts'
import { startSample } from './service.ts'

await runService({ name: 'sample', start: (env) => startSample(readSampleConfig(env)) })
