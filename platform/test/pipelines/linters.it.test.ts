// Every shell script and every Dockerfile of the tree passes its linter; each linter sees a fault.
import { closeSync, openSync, readSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { PythonTools } from '@pk-auto/servers/python-tools'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linters, REPO, treeFiles } from './tree.ts'

/** What hadolint asks for and does not get, each with the reason. */
const WAIVED: Readonly<Record<string, string>> = {
  DL3016: 'what npm installs is pinned by package-lock.json, not in the command',
}

let tools: PythonTools
let room: string
beforeAll(async () => {
  tools = await linters()
  room = await mkdtemp(join(tmpdir(), 'pk-auto-linters-'))
}, 600_000)
afterAll(() => rm(room, { recursive: true, force: true }))

const ignored = Object.keys(WAIVED).flatMap((rule) => ['--ignore', rule])
const shellcheck = (...files: string[]) => tools.run('shellcheck', files, { cwd: REPO })
const hadolint = (...files: string[]) =>
  tools.run('hadolint', ['--no-color', ...ignored, ...files], { cwd: REPO })

/** A file of the test's own. */
async function written(name: string, ...lines: string[]): Promise<string> {
  const file = join(room, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

const START = 40
/** A script says so in its first line, whatever its name is. */
function isShell(file: string): boolean {
  const start = Buffer.alloc(START)
  const open = openSync(join(REPO, file), 'r')
  readSync(open, start)
  closeSync(open)
  return /^#!.*\b(?:ba|da|k)?sh\b/.test(start.toString()) || /\.(?:ba)?sh$/.test(file)
}

test('every shell script passes shellcheck', async () => {
  const scripts = treeFiles().filter(isShell)
  expect(scripts).toEqual(expect.arrayContaining(['.ci/run', 'scripts/up', 'scripts/with-node']))
  const { code, output } = await shellcheck(...scripts)
  expect(code, output).toBe(0)
})

test('shellcheck refuses a name that falls apart', async () => {
  const { code, output } = await shellcheck(await written('bad', '#!/bin/sh', 'rm -r $1/data'))
  expect(code).not.toBe(0)
  expect(output).toContain('SC2086')
})

test('every Dockerfile passes hadolint', async () => {
  const files = treeFiles().filter((file) =>
    /^(?:.+\.)?(?:Docker|Container)file(?!.*ignore$)/.test(basename(file)),
  )
  expect(files).toContain('deploy/docker/node.Dockerfile')
  const { code, output } = await hadolint(...files)
  expect(code, output).toBe(0)
})

test('hadolint refuses an image without a version, and a user that is root', async () => {
  const file = await written('Dockerfile', 'FROM debian', 'RUN sudo true', 'USER root')
  const { code, output } = await hadolint(file)
  expect(code).not.toBe(0)
  for (const rule of ['DL3006', 'DL3004', 'DL3002']) expect(output).toContain(rule)
})
