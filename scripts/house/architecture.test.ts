// docs/ARCHITECTURE.md is true: its topics, who reads them, its rooms and their
// levels.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { readPlatformTopics } from '@pk-auto/platform/topics'
import * as handles from '@pk-auto/proto/topics'
import { expect, test } from 'vitest'
import { LEVELS } from '../architecture/borders.ts'

const text = readFileSync('docs/ARCHITECTURE.md', 'utf8')
const topics = await readPlatformTopics()

/** The rows of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const part = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? ''
  const rows = part.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

// A name that begins with an underscore (services/_sample) is no part of the platform.
const rooms = (pattern: string): string[] =>
  globSync(`${pattern}/[!_]*`)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => existsSync(`${path}/package.json`))
    .toSorted()

const sourcesOf = (service: string): string =>
  globSync(`services/${service}/src/inbound/*.ts`)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')

/** Services that subscribe to a topic by its handle. */
function readersOf(name: string): string {
  const [handle] = Object.entries(handles).find(([, topic]) => topic.name === name) ?? []
  const readers = rooms('services')
    .map((room) => room.slice('services/'.length))
    .filter((service) => sourcesOf(service).includes(`subscribe(${handle},`))
  return readers.toSorted().join(', ')
}

test('the topic map names every topic with its kind, its owner and who reads it', () => {
  expect(table('Topic map')).toEqual(
    topics.map(({ name, kind, owner }) => [name, kind, owner, readersOf(name)]),
  )
})

test('whoever consumes a topic is among its readers in topics.yaml, and nobody else', () => {
  const stated = topics.map(({ name, readers }) => [name, readers.toSorted().join(', ')])
  expect(stated).toEqual(topics.map(({ name }) => [name, readersOf(name)]))
})

test('a service publishes the topics it owns, and no others', () => {
  const stated = rooms('services').map((room) => {
    const [, list = ''] =
      /publishes: \[(.*)\]/.exec(readFileSync(`${room}/src/service.ts`, 'utf8')) ?? []
    return [room.slice('services/'.length), list.split(', ').filter(Boolean)]
  })
  const owned = stated.map(([service]) => [
    service,
    Object.entries(handles)
      .filter(([, topic]) => topic.name.startsWith(`${String(service)}.`))
      .map(([handle]) => handle)
      .toSorted(),
  ])
  expect(stated).toEqual(owned)
})

test('every service, gateway and client is listed, and nothing else is', () => {
  expect(
    table('Services')
      .map(([room = '']) => room)
      .toSorted(),
  ).toEqual(['services', 'gateways', 'clients'].flatMap(rooms).toSorted())
})

test('every package is listed with its level, and nothing else is', () => {
  const levels = Object.entries(LEVELS).map(([name, level]) => [`packages/${name}`, String(level)])
  expect(table('Packages').map(([room, level]) => [room, level])).toEqual(levels)
  expect(levels.map(([room = '']) => room).toSorted()).toEqual(rooms('packages'))
})

test('the document stays readable in one sitting', () => {
  expect(text.split('\n').length).toBeLessThanOrEqual(150)
})

test('every service has one page: Owns, Answers, Emits, Consumes, Pages you when', () => {
  const headings = ['Owns', 'Answers', 'Emits', 'Consumes', 'Tables', 'Pages you when']
  const lacking = rooms('services').filter((room) => {
    const page = existsSync(`${room}/README.md`) ? readFileSync(`${room}/README.md`, 'utf8') : ''
    return !headings.every((heading) => page.includes(heading))
  })
  expect(lacking).toEqual([])
})

test('the README prints at most twelve commands, and each of its scripts can be run', () => {
  const readme = readFileSync('README.md', 'utf8')
  const rows = readme.split('\n').filter((line) => /^\| `(scripts\/|npm run )/.test(line))
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.length).toBeLessThanOrEqual(12)
  const scripts = rows.flatMap((row) => /`(scripts\/[\w-]+)/.exec(row)?.[1] ?? [])
  expect(
    scripts.filter((script) => !statSync(script).isFile() || (statSync(script).mode & 0o111) === 0),
  ).toEqual([])
})

test('every link of the documents leads somewhere', () => {
  const pages = [
    'README.md',
    ...globSync('docs/**/*.md'),
    ...globSync('{services,packages,clients,gateways}/*/README.md'),
  ].filter((path) => existsSync(path))
  const dead = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(new URL(target, `file://${process.cwd()}/${page}`)))
      .map((target) => `${page} → ${target}`),
  )
  expect(dead).toEqual([])
})
