// How the repository is looked after: Renovate's settings exist, and find what they are for;
// whoever owns a folder owns one that is there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renovateOptions } from '@pk-auto/servers/operations'
import { beforeAll, expect, test } from 'vitest'
import { REPO, treeFiles } from './tree.ts'

type Settings = { readonly [name: string]: unknown }
const read = (file: string): string => readFileSync(join(REPO, file), 'utf8')
const renovate = JSON.parse(read('.github/renovate.json')) as Settings & {
  readonly packageRules: readonly Settings[]
  readonly customManagers: readonly (Settings & {
    readonly managerFilePatterns: readonly string[]
    readonly matchStrings: readonly string[]
  })[]
}

/** Of Renovate's own list: the types that each setting may have. */
const types = new Map<string, readonly string[]>()
beforeAll(async () => {
  const source = readFileSync(await renovateOptions(), 'utf8')
  for (const block of source.split('\n\t{\n\t\tname: ').slice(1)) {
    const [, name = ''] = /^"([\w$]+)"/.exec(block) ?? []
    const type = /\n\t\ttype: "(\w+)"/.exec(block)?.[1] ?? ''
    const words = block.includes('\n\t\tallowString: true') ? ['string'] : []
    types.set(name, [type === 'integer' ? 'number' : type, ...words])
  }
}, 300_000)

/** A line for each setting that Renovate does not know, or knows as something else. */
function breaksOf(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (name === '$schema') return []
    const allowed = types.get(name)
    if (allowed === undefined) return [`${name} is no setting of Renovate`]
    const given = Array.isArray(value) ? 'array' : typeof value
    if (!allowed.includes(given)) return [`${name} is ${allowed.join(' or ')}, not ${given}`]
    const inner = [value].flat().filter((each) => typeof each === 'object') as Settings[]
    return inner.flatMap(breaksOf)
  })
}

test('Renovate knows every setting, each of its type', () => {
  expect(types.size).toBeGreaterThan(200)
  expect(breaksOf(renovate)).toEqual([])
})

test('a misspelt setting and one of another type are refused, wherever they stand', () => {
  expect(
    breaksOf({ rangeStrategie: 'pin', packageRules: [{ groupName: ['a'] }], automerge: 'a' }),
  ).toEqual([
    ...['rangeStrategie is no setting of Renovate', 'groupName is string, not array'],
    'automerge is boolean, not string',
  ])
})

test('it pins by digest what images stand on, and what workflows run', () => {
  const pinned = renovate.packageRules.flatMap(({ pinDigests, matchManagers }) =>
    pinDigests === true ? (matchManagers as string[]) : [],
  )
  expect(pinned.toSorted()).toEqual(['docker-compose', 'dockerfile', 'github-actions'])
})

test('it finds every program that is built with Go, with its version', () => {
  const [manager] = renovate.customManagers
  const files = manager!.managerFilePatterns.map((pattern) => new RegExp(pattern.slice(1, -1)))
  const text = treeFiles()
    .filter((file) => files.some((pattern) => pattern.test(file)))
    .map(read)
    .join('\n')
  const found = manager!.matchStrings.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => groups?.['depName'] ?? ''),
  )
  expect([...new Set(found)].toSorted((a, b) => a.localeCompare(b))).toEqual([
    'github.com/external-secrets/external-secrets',
    'github.com/helm-unittest/helm-unittest',
    'github.com/rhysd/actionlint',
    'github.com/zegl/kube-score',
    'github.com/zricethezav/gitleaks/v8',
    'go.etcd.io/etcd/server/v3',
    'go.k6.io/k6',
    'helm.sh/helm/v4',
    'k8s.io/kubernetes',
    'sigs.k8s.io/gateway-api',
    'sigs.k8s.io/kwok',
  ])
})

test('packages that Renovate handles apart are ones we have', () => {
  const lock = Object.keys((JSON.parse(read('package-lock.json')) as { packages: object }).packages)
  const names = renovate.packageRules
    .flatMap((rule) => (rule['matchPackageNames'] ?? []) as string[])
    .filter((name) => !name.startsWith('/'))
  expect(
    names.filter((name) => !lock.some((path) => path.endsWith(`node_modules/${name}`))),
  ).toEqual([])
})

test('every owned path is there', () => {
  const lines = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(lines[0]).toMatch(/^\*\s+@/)
  for (const line of lines.slice(1)) {
    const [path = '', ...owners] = line.split(/\s+/)
    expect(existsSync(join(REPO, path)), path).toBe(true)
    expect(owners.join(' ')).toMatch(/^@[\w-]+\/[\w-]+$/)
  }
})
