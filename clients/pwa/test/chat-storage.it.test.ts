// Holds the storage of chats in IndexedDB to the contract of all storages, in a real browser; its
// modules are served as they are, without their types.
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { storageFindings } from '@pk-auto/client-live/storage/storage-contract'
import { expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { listen } from './built-web.ts'

const LIVE = new URL('../../live/src/', import.meta.url)

const modules = () =>
  listen((request, response) => {
    const path = (request.url ?? '/').slice(1)
    if (path === '') return void response.writeHead(200, { 'content-type': 'text/html' }).end()
    readFile(new URL(path, LIVE), 'utf8').then(
      (source) =>
        response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(stripTypeScriptTypes(source)),
      () => response.writeHead(404).end(),
    )
  })

type Findings = Awaited<ReturnType<typeof storageFindings>>

/** Runs in the page as text: there the modules have addresses. */
const FIND = `(async () => {
  const { indexedDbStorage } = await import('/storage/indexed-db-storage.ts')
  const { storageFindings } = await import('/storage/storage-contract.ts')
  return storageFindings(await indexedDbStorage(indexedDB))
})()`

test('a storage in IndexedDB does what a storage must, also after a reload', async () => {
  await using server = await modules()
  await using browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(server.url)
  const findings = await page.evaluate<Findings>(FIND)
  expect(findings.length).toBeGreaterThan(15)
  for (const { name, found, due } of findings) expect(found, name).toEqual(due)
  await page.reload()
  const words = await page.evaluate(async () => {
    const opening = indexedDB.open('automart-chat')
    await new Promise((resolve) => opening.addEventListener('success', resolve))
    const all = opening.result.transaction('outbox').objectStore('outbox').getAll()
    await new Promise((resolve) => all.addEventListener('success', resolve))
    return (all.result as { clientId: string }[]).map(({ clientId }) => clientId)
  })
  // By person, then by id.
  expect(words).toEqual(['k9', 'k10', 'k3'])
})
