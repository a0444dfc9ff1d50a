// Starts the platform with parts that follow what is saved. See scripts/dev.
import { PART_NAMES, partNamed } from '@pk-auto/platform/parts'
import { runPlatform } from './platform/run.ts'

const offset = Number(process.env['PORT_BASE_OFFSET'] ?? 0)

try {
  const named = process.argv.slice(2).map(partNamed)
  await runPlatform(offset, { watched: named.length > 0 ? named : PART_NAMES })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
