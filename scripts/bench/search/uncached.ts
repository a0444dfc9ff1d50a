// Search as a process of its own whose counts of filters are never remembered.
import { runService } from '@pk-auto/lifecycle/run'
import { readSearchConfig, startSearch } from '@pk-auto/search/service'

await runService({
  name: 'search',
  start(env) {
    const config = readSearchConfig(env)
    return startSearch({ ...config, facets: { ...config.facets, freshMs: 0 } })
  },
})
