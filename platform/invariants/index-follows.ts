// I7: catalogue's version, search_doc's part and the index document agree for every id, and there
// are no extra documents. Search itself compares.
import { checkIndexAgrees, readSearchConfig } from '@pk-auto/search/service'
import type { Finding, Probe } from './probe.ts'

/** For a platform at rest. */
export async function indexFollows(probe: Probe): Promise<Finding> {
  const sources = new Map<string, number>()
  for await (const page of probe.pages<{ id: string; version: number }>(
    'catalogue',
    `select id, version from listing where state <> 'draft'`,
  ))
    for (const { id, version } of page) sources.set(id, version)
  const breaches = await checkIndexAgrees(readSearchConfig(probe.env('search')), sources)
  return {
    name: 'I7',
    looked: sources.size,
    checked: `${sources.size} published listings against search_doc and the index`,
    breaches: breaches.map((line) => line.replace(/^I7 /, '')),
  }
}
