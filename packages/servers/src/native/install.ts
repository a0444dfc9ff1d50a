// Puts programs of a server or a tool into the cache, once: built next to their place and moved
// there whole, so that a killed installation leaves nothing half.
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { holdLock } from '../machine/lock.ts'
import { isRoot, mustBeTraversable } from '../machine/user.ts'
import { programsOf, type Tool } from './recipe.ts'

export const isInstalled = (cache: string, recipe: Tool): boolean =>
  existsSync(programsOf(cache, recipe))

/** Idempotent; two processes that ask at once install once. */
export async function install(cache: string, recipe: Tool): Promise<void> {
  await using _alone = await holdLock(`install:${programsOf(cache, recipe)}`, 900_000)
  if (isInstalled(cache, recipe)) return
  mkdirSync(cache, { recursive: true })
  if (isRoot()) for (const folder of [cache, dirname(cache)]) chmodSync(folder, 0o755)
  mustBeTraversable(cache)
  const building = `${programsOf(cache, recipe)}.new`
  rmSync(building, { recursive: true, force: true })
  mkdirSync(building)
  await recipe.install(building, cache)
  renameSync(building, programsOf(cache, recipe))
}
