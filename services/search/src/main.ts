// Search as a process of its own; with the word `rebuild` it builds the index anew, prints what it
// did and ends.
import { armFailpoints } from '@pk-auto/lifecycle/failpoint'
import { runService } from '@pk-auto/lifecycle/run'
import { readRebuildConfig, readSearchConfig } from './config.ts'
import { rebuildSearch, startSearch } from './service.ts'

if (process.argv[2] === 'rebuild') {
  armFailpoints(process.env['FAILPOINT'])
  try {
    const { name, docs } = await rebuildSearch(readRebuildConfig(process.env))
    console.log(`${name} serves with ${docs} documents`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`The index was not rebuilt; the old one goes on serving. ${reason}`)
    process.exitCode = 1
  }
} else await runService({ name: 'search', start: (env) => startSearch(readSearchConfig(env)) })
