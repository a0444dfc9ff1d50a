// Compiled files that the machine of an image cannot load: of another system, or of another kind of
// processor. They are weight and nothing else.
import { closeSync, openSync, readSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

const COMPILED = /\.(node|dylib|dll|exe|so(\.\d+)*)$/
/** The machine field of ELF, by Node's name of the processor. */
const MACHINES: Readonly<Record<string, number>> = { x64: 62, arm64: 183 }
const ELF = 0x7f_45_4c_46
const MACHINE_AT = 18

/** Their paths from the folder, sorted. */
export async function foreignBinaries(folder: string, arch = process.arch): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && COMPILED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !isOf(arch, headOf(file)))
    .map((file) => relative(folder, file))
    .toSorted()
}

function headOf(file: string): Buffer {
  const head = Buffer.alloc(MACHINE_AT + 2)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, head)
  } finally {
    closeSync(opened)
  }
  return head
}

const isOf = (arch: string, head: Buffer): boolean =>
  head.readUInt32BE(0) === ELF && head.readUInt16LE(MACHINE_AT) === MACHINES[arch]
