// Search as a process of its own; with the word `rebuild` it builds the index anew and ends.
import { runService } from '@pk-auto/lifecycle/run'
import { readRebuildConfig, readSearchConfig } from './config.ts'
import { rebuildSearch, startSearch } from './service.ts'

await runService({
  name: 'search',
  start: (env) => startSearch(readSearchConfig(env)),
  jobs: { rebuild: (env) => rebuildSearch(readRebuildConfig(env)) },
})
