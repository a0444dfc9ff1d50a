// The hash changes with any byte, name or place below the paths, and with nothing else.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashOfFiles } from './hash-of-files.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pk-auto-hash-'))
  onTestFinished(() => rm(path, { recursive: true }))
  await mkdir(join(path, 'deep'))
  await writeFile(join(path, 'deep/a.ts'), 'a')
  await writeFile(join(path, 'b.ts'), 'b')
  return path
}

test('the same files elsewhere have the same hash', async () => {
  expect(await hashOfFiles([await folder()])).toBe(await hashOfFiles([await folder()]))
})

test('a byte or a name that changes, changes it, deep down too', async () => {
  const path = await folder()
  const before = await hashOfFiles([path])
  await writeFile(join(path, 'deep/a.ts'), 'c')
  const written = await hashOfFiles([path])
  await rename(join(path, 'deep/a.ts'), join(path, 'deep/d.ts'))
  expect(new Set([before, written, await hashOfFiles([path])]).size).toBe(3)
})

test('a file may be named alone; one that is not there is an error', async () => {
  const path = await folder()
  expect(await hashOfFiles([join(path, 'b.ts')])).toMatch(/^[0-9a-f]{64}$/)
  await expect(hashOfFiles([join(path, 'none')])).rejects.toThrow('ENOENT')
})

test('a file that moves from one folder to the next changes it', async () => {
  const [one, other] = [await folder(), await folder()]
  const both = [join(one, 'deep'), join(other, 'deep')]
  await rename(join(other, 'deep/a.ts'), join(other, 'deep/z.ts'))
  await writeFile(join(one, 'deep/y.ts'), 'y')
  const before = await hashOfFiles(both)
  await rename(join(one, 'deep/y.ts'), join(other, 'deep/y.ts'))
  expect(await hashOfFiles(both)).not.toBe(before)
})
