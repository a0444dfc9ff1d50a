// Catalogue as a process of its own.
import { runService } from '@pk-auto/lifecycle/run'
import { readCatalogueConfig } from './config.ts'
import { startCatalogue } from './service.ts'

await runService({ name: 'catalogue', start: (env) => startCatalogue(readCatalogueConfig(env)) })
