// Leads as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readLeadsConfig } from './config.ts'
import { startLeads } from './service.ts'

await runService({ name: 'leads', start: (env) => startLeads(readLeadsConfig(env)) })
