// Proves the web from its sources, as scripts/dev runs it: pages and their scripts come without a
// build.
import { startProcess } from '@pk-auto/testing/process'
import { expect, test } from 'vitest'
import { listen } from './built-web.ts'

async function freePort(): Promise<string> {
  await using nobody = await listen((_request, response) => void response.end())
  return new URL(nobody.url).port
}

test('a page and all its scripts come from the sources', async () => {
  const port = await freePort()
  await using web = await startProcess({
    name: 'web',
    main: new URL('../src/dev.ts', import.meta.url),
    env: {
      ...{ PROFILE: 'development', PORT: port, ASTRO_TELEMETRY_DISABLED: '1' },
      ...{ GATEWAY_URL: 'http://127.0.0.1:9', MEDIA_URL: 'http://127.0.0.1:9' },
      UPLOAD_ORIGINS: 'http://127.0.0.1:9',
    },
  })
  const at = (path: string) =>
    fetch(new URL(path, `http://127.0.0.1:${port}`), { signal: AbortSignal.timeout(30_000) })
  const page = await at('/terms')
  const text = await page.text()
  expect([page.status, text]).toEqual([200, expect.stringContaining('<h1')])
  const scripts = [...text.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(scripts.length).toBeGreaterThan(0)
  const answers = await Promise.all(scripts.map(async (path) => [path, (await at(path)).status]))
  expect(answers).toEqual(scripts.map((path) => [path, 200]))
  expect(web.logged().filter((line) => JSON.stringify(line).includes('ERROR'))).toEqual([])
})
