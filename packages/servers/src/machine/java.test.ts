// Which of the installed Javas is taken.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { installedJava } from './java.ts'

const root = mkdtempSync(join(tmpdir(), 'java-'))
afterAll(() => rmSync(root, { recursive: true }))

const WHOLE = 'MODULES="java.base jdk.jlink jdk.incubator.vector"'

function java(name: string, version: string, modules = WHOLE): string {
  const home = join(root, name)
  mkdirSync(join(home, 'bin'), { recursive: true })
  writeFileSync(join(home, 'bin/java'), '')
  chmodSync(join(home, 'bin/java'), 0o755)
  writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n${modules}\n`)
  return home
}

test('an old Java on PATH is passed over for a newer one next to it', () => {
  const old = java('path/old', '17.0.15')
  const newer = java('jvms/temurin-25', '25.0.1')
  java('jvms/java-17', '17.0.15')
  expect(installedJava({ PATH: join(old, 'bin') }, join(root, 'jvms'))).toBe(newer)
})

test('a trimmed Java is none', () => {
  const trimmed = java('trimmed', '25.0.2', 'MODULES="java.base"')
  expect(installedJava({ JAVA_HOME: trimmed, PATH: '' }, join(root, 'nowhere'))).toBeUndefined()
})

test('JAVA_HOME comes first', () => {
  const named = java('named', '21.0.2')
  expect(installedJava({ JAVA_HOME: named, PATH: '' }, join(root, 'jvms'))).toBe(named)
})
