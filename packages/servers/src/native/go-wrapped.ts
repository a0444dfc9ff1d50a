// Programs of a Go module whose go.mod replaces others, which `go install` refuses: they are built
// from a module of ours that has its go.mod and go.sum.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { moduleFiles, missingGo, withGo } from './go.ts'
import type { Tool } from './recipe.ts'

export type Wrapped = {
  /** Its path with the version. */
  readonly module: `${string}@v${string}`
  /** Import paths below it; the empty one is the module itself. */
  readonly programs: readonly string[]
  /** Version of what it replaces by a folder of its own repository; default: the module's. */
  readonly siblings?: string
  /** Set by the linker: `path.name=value`. */
  readonly variables?: readonly string[]
}

type Edited = { readonly Replace?: readonly { Old: { Path: string }; New: { Path: string } }[] }

/** Its version is the module's. The binaries are in bin/. */
export const wrappedGoTool = (name: string, wrapped: Wrapped): Tool => ({
  name,
  version: wrapped.module.split('@v')[1] ?? '',
  missing: missingGo,
  install: (folder) =>
    withGo(folder, async (go) => {
      const { module, programs, variables = [] } = wrapped
      const [path = '', version = ''] = module.split('@')
      const wrapper = join(folder, 'build/wrapper')
      mkdirSync(wrapper)
      const files = await moduleFiles(go, folder, module)
      for (const file of ['go.mod', 'go.sum']) {
        copyFileSync(join(files, file), join(wrapper, file))
        chmodSync(join(wrapper, file), 0o644)
      }
      const edit = (...args: readonly string[]) => go(wrapper, 'mod', 'edit', ...args)
      const { Replace } = JSON.parse(await edit('-json')) as Edited
      const siblings = (Replace ?? [])
        .filter(({ New }) => New.Path.startsWith('.'))
        .map(({ Old }) => `-replace=${Old.Path}=${Old.Path}@${wrapped.siblings ?? version}`)
      await edit('-module=wrapper', `-require=${module}`, ...siblings)
      const linker = ['-s', '-w', ...variables.flatMap((variable) => ['-X', variable])].join(' ')
      mkdirSync(join(folder, 'bin'))
      const flags = ['-mod=mod', '-trimpath', `-ldflags=${linker}`, '-o', `${folder}/bin/`]
      await go(wrapper, 'build', ...flags, ...programs.map((program) => join(path, program)))
    }),
})
