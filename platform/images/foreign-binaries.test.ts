// Of what a package brings for every machine, only what this image's machine loads may stay.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { foreignBinaries } from './foreign-binaries.ts'

/** The first bytes of a Linux library for a processor: x64 is 62, arm64 183. */
const elf = (machine: number): Buffer => {
  const head = Buffer.alloc(64)
  head.write('\u007FELF', 'latin1')
  head.writeUInt16LE(machine, 18)
  return head
}

test('libraries of other systems and other processors are found, in any folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pk-auto-foreign-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'bin/linux'), { recursive: true })
  const files = {
    'bin/linux/own.node': elf(62),
    'bin/linux/own.so.1.27.0': elf(62),
    'bin/linux/arm.so': elf(183),
    'bin/linux/arm.so.2.1': elf(183),
    'bin/mac.dylib': Buffer.from('cffaedfe', 'hex'),
    'windows.dll': Buffer.from('MZ'),
    'empty.node': Buffer.alloc(0),
    'sources.js': Buffer.from('export {}'),
  }
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  expect(await foreignBinaries(folder, 'x64')).toEqual([
    'bin/linux/arm.so',
    'bin/linux/arm.so.2.1',
    'bin/mac.dylib',
    'empty.node',
    'windows.dll',
  ])
})
