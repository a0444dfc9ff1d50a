// Holds the storage in memory to the contract of all storages; the one in IndexedDB is held to it
// in a browser.
import { expect, test } from 'vitest'
import { memoryStorage } from './memory-storage.ts'
import { openStorage } from './lasting-storage.ts'
import { storageFindings } from './storage-contract.ts'

test.for([
  ['in memory', async () => memoryStorage()],
  ['without a database', () => openStorage(undefined)],
  ['with a database that does not open', () => openStorage(broken)],
] as const)('a storage %s does what a storage must', async ([, open]) => {
  const findings = await storageFindings(await open())
  expect(findings.length).toBeGreaterThan(15)
  for (const { name, found, due } of findings) expect(found, name).toEqual(due)
})

const broken = {
  open: () => {
    throw new DOMException('no', 'SecurityError')
  },
} as unknown as IDBFactory
