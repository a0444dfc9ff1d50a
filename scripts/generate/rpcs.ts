// docs/rpcs.md: every call between services, who may make it and what to know, from the contract.
import {
  commentAt,
  type FileDescriptor,
  type MethodDescriptor,
  readDescriptors,
  SAMPLE,
} from './descriptor.ts'
import { formatted } from './formatted.ts'
import type { Generated } from './generated.ts'
import { code, table } from './markdown.ts'

const HEAD = `# Calls between services

Made by \`scripts/gen rpcs\` from proto/: edit the comments and policies there. **Who** may act:
anyone, a person (of an actor token), a person before they accepted the terms, staff with one of the
roles, or a service in its own name; **callers** are the services that may call. **Kind**: a read
and a call that is idempotent by nature may be sent again, a keyed one with the same key. Under
overload critical calls are refused last and bulk first. Codes: [errors.md](errors.md).`

type Policy = {
  readonly who: string
  readonly callers: readonly string[]
  readonly roles?: readonly string[]
  readonly keyed?: boolean
  readonly priority?: string
}

/** @throws Error naming every method that says not what it does */
export async function generateRpcs(): Promise<Generated> {
  const document = rpcsDocument(await readDescriptors())
  return new Map([['docs/rpcs.md', await formatted('rpcs.md', document)]])
}

export function rpcsDocument(files: readonly FileDescriptor[]): string {
  const silent: string[] = []
  const sections = files
    .filter(({ name }) => !name.startsWith(SAMPLE))
    .flatMap((file) =>
      (file.service ?? []).map(({ name, method }, at) => {
        const rows = method.map((one, place) => {
          const meaning = commentAt(file, 6, at, 2, place)
          if (meaning === '') silent.push(`${file.name}: ${name}.${one.name}`)
          return rowOf(one, meaning)
        })
        const head = ['call', 'who', 'callers', 'kind', 'priority', 'what to know']
        return { name: `${file.package}.${name}`, text: table(head, rows) }
      }),
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  if (silent.length > 0)
    throw new Error(`a comment must say what these calls do:\n${silent.join('\n')}`)
  return [HEAD, ...sections.map(({ name, text }) => `## ${name}\n\n${text}`), ''].join('\n\n')
}

function rowOf({ name, options }: MethodDescriptor, meaning: string): readonly string[] {
  const policy = options?.['[pkauto.common.v1.policy]'] as Policy
  const level = options?.['idempotencyLevel'] as string | undefined
  return [
    code(name),
    [plain(policy.who, 'WHO_'), ...(policy.roles ?? [])].join(' '),
    policy.callers.join(' '),
    policy.keyed ? 'keyed' : level === undefined ? '' : REPEATS[level]!,
    policy.priority === undefined ? '' : plain(policy.priority, 'PRIORITY_'),
    meaning,
  ]
}

/** Of those that may be sent again without a key. */
const REPEATS: Readonly<Record<string, string>> = {
  NO_SIDE_EFFECTS: 'read',
  IDEMPOTENT: 'idempotent',
}

const plain = (value: string, prefix: string): string =>
  value.replace(prefix, '').toLowerCase().replaceAll('_', ' ')
