// Usage: node scripts/bill-of-materials.ts [services/search]   What is installed, as CycloneDX: all
// of it, or what one part's image holds. Fails when node_modules is not what the manifests ask for.
import { billOf } from './release/bill.ts'

try {
  console.log(JSON.stringify(billOf(process.argv[2]), undefined, 2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
