// Every route that load asks for is in the public contract of the gateway: k6 would notice a
// renamed one at night only.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PATHS } from './limits.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SCRIPTS = globSync('scripts/load/{*,k6/*}.ts', { cwd: ROOT })

const asked = (text: string): string[] =>
  [...text.matchAll(/\bask\(\s*'([A-Z]+ [^']+)'/g)].map(([, route = '']) => route)

type Contract = { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> }

/** `GET /listings/{id}`, as scripts/load names them. */
function routesOf(gateway: string): Set<string> {
  const file = join(ROOT, 'gateways', gateway, 'openapi.json')
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Contract
  return new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`,
      ),
    ),
  )
}

const missing = (texts: readonly string[], routes: Set<string>): string[] =>
  texts.flatMap(asked).filter((route) => !routes.has(route))

test('every route that load asks for is in the contract of the gateway', () => {
  const texts = SCRIPTS.map((file) => readFileSync(join(ROOT, file), 'utf8'))
  // Reading the scripts finds what they ask: no call is written in another way.
  const calls = texts.reduce((sum, text) => sum + (text.match(/\bask\(/g)?.length ?? 0), 0)
  expect(texts.flatMap(asked).length).toBe(calls)
  expect(new Set(texts.flatMap(asked)).size).toBeGreaterThanOrEqual(11)
  expect(missing(texts, routesOf('pwa'))).toEqual([])
})

test('a route that was renamed is missing', () => {
  const routes = routesOf('pwa')
  routes.delete('POST /listings/{id}/publish')
  expect(missing(["ask('POST /listings/{id}/publish', headers)"], routes)).toEqual([
    'POST /listings/{id}/publish',
  ])
})

test('every path has a script of its name, and the day runs them all', () => {
  const day = readFileSync(join(ROOT, 'scripts/load/day.ts'), 'utf8')
  for (const path of PATHS) {
    const text = readFileSync(join(ROOT, `scripts/load/${path}.ts`), 'utf8')
    expect(text).toContain(`export function ${path}(`)
    expect(text).toContain(`optionsOf('${path}')`)
    expect(day).toMatch(new RegExp(`export \\{ .*\\b${path}\\b.* \\} from './${path}.ts'`))
  }
})
