// What a folder was when it was packed is there when it is unpacked, and what broke is named.
import { chmod, mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { packInto, unpackFrom } from './pack.ts'

let room: AsyncDisposable & { path: string }
let from: string
beforeEach(async () => {
  room = await mkdtempDisposable(join(tmpdir(), 'pack-'))
  from = join(room.path, 'from')
  await mkdir(from)
  await writeFile(join(from, 'PG_VERSION'), '17')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await room[Symbol.asyncDispose]()
})

function store() {
  const held = new Map<string, Uint8Array>()
  return {
    put: async (key: string, bytes: Uint8Array) => void held.set(key, bytes),
    getBytes: async (key: string) => Buffer.from(held.get(key)!),
  }
}

/** Another program where `tar` is looked for. */
async function tarIs(script: string): Promise<void> {
  const folder = join(room.path, 'bin')
  await mkdir(folder)
  await writeFile(join(folder, 'tar'), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, 'tar'), 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
}

test('a folder comes back whole, however soon tar ends after its last byte', async () => {
  const objects = store()
  const parts = await packInto(objects, { folder: from, prefix: 'base/' })
  for (let again = 0; again < 60; again += 1) {
    const to = join(room.path, String(again))
    await mkdir(to)
    await unpackFrom(objects, parts, to)
    expect(await readFile(join(to, 'PG_VERSION'), 'utf8')).toBe('17')
  }
})

test('a tar that reads no further than it must is one that ended well', async () => {
  await writeFile(join(from, 'large'), Buffer.alloc(4 * 1024 * 1024))
  const objects = store()
  const parts = await packInto(objects, { folder: from, prefix: 'base/' })
  await tarIs('head -c 512 >/dev/null')
  await unpackFrom(objects, parts, room.path)
})

test('a tar that could not write says so itself', async () => {
  await writeFile(join(from, 'large'), Buffer.alloc(4 * 1024 * 1024))
  const objects = store()
  const parts = await packInto(objects, { folder: from, prefix: 'base/' })
  await tarIs('echo no space left >&2; exit 2')
  await expect(unpackFrom(objects, parts, room.path)).rejects.toThrow(
    'tar ended with 2: no space left',
  )
})

test('a tar that was killed leaves no backup that counts', async () => {
  await tarIs('kill -9 $$')
  await expect(packInto(store(), { folder: from, prefix: 'base/' })).rejects.toThrow(
    'tar ended with SIGKILL',
  )
})

test('without tar it is said that there is none', async () => {
  vi.stubEnv('PATH', room.path)
  const parts = [{ key: 'base/part-00001', bytes: 0, sha256: '' }]
  await expect(packInto(store(), { folder: from, prefix: '' })).rejects.toThrow(/spawn tar ENOENT/)
  await expect(unpackFrom(store(), parts, from)).rejects.toThrow(/spawn tar ENOENT/)
})

test('a store that takes nothing is what a failed backup names', async () => {
  await writeFile(join(from, 'large'), Buffer.alloc(4 * 1024 * 1024, 'x'))
  const full = { put: () => Promise.reject(new Error('the bucket is full')) }
  await expect(packInto(full, { folder: from, prefix: '' })).rejects.toThrow('the bucket is full')
})

test('a store that hangs up half way is what a failed restore names', async () => {
  const [part] = await packInto(store(), { folder: from, prefix: 'base/' })
  await tarIs('cat >/dev/null')
  const reset = Object.assign(new Error('the store hung up'), { code: 'ECONNRESET' })
  const cut = { getBytes: () => Promise.reject(reset) }
  await expect(unpackFrom(cut, [part!], from)).rejects.toThrow('the store hung up')
})
