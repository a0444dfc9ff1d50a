// proto/ as data: buf's descriptor set, with the comments, data classes and policies of
// everything in it.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export type FieldDescriptor = {
  name: string
  jsonName: string
  number: number
  label: string
  type: string
  typeName?: string
  oneofIndex?: number
  proto3Optional?: boolean
  options?: Record<string, unknown>
}
export type MessageDescriptor = {
  name: string
  field?: FieldDescriptor[]
  nestedType?: MessageDescriptor[]
  options?: { mapEntry?: boolean }
}
export type EnumDescriptor = { name: string; value: { name: string; number: number }[] }
export type MethodDescriptor = {
  name: string
  outputType?: string
  options?: Record<string, unknown>
}
export type FileDescriptor = {
  name: string
  package: string
  messageType?: MessageDescriptor[]
  enumType?: EnumDescriptor[]
  service?: { name: string; method: MethodDescriptor[] }[]
  options?: Record<string, unknown>
  sourceCodeInfo?: { location: { path?: number[]; leadingComments?: string }[] }
}

export const CLASSES = [
  'DATA_CLASS_PUBLIC',
  'DATA_CLASS_INTERNAL',
  'DATA_CLASS_PERSONAL',
  'DATA_CLASS_SECRET',
] as const
/** The contract of services/_sample: held to the rules, but no part of the platform. */
export const SAMPLE = 'pkauto/sample/'
const OPTIONS = 'pkauto/common/v1/options.proto'

/**
 * Every file of proto/. @throws Error with buf's output when a file does not compile
 */
export async function readDescriptors(): Promise<FileDescriptor[]> {
  const buf = join(process.cwd(), 'node_modules/.bin/buf')
  const { stdout } = await promisify(execFile)(buf, ['build', '-o', '-#format=json'], {
    cwd: 'proto',
    maxBuffer: 1 << 26,
  })
  return (JSON.parse(stdout) as { file: FileDescriptor[] }).file
}

const ours = (file: FileDescriptor): boolean =>
  file.name.startsWith('pkauto/') && file.name !== OPTIONS

export function classOf(file: FileDescriptor, field: FieldDescriptor): string | undefined {
  const declared =
    field.options?.['[pkauto.common.v1.data_class]'] ??
    file.options?.['[pkauto.common.v1.default_data_class]']
  return CLASSES.find((known) => known === declared)
}

/** The comment above the thing at this path of descriptor field numbers, as one line. */
export function commentAt(file: FileDescriptor, ...path: number[]): string {
  const found = file.sourceCodeInfo?.location.find(
    (location) => location.path?.join() === path.join(),
  )
  return (found?.leadingComments ?? '').replace(/\s+/g, ' ').trim()
}

/** What is missing: a field without a data class, a method without a policy. One sentence each. */
export function undeclared(files: readonly FileDescriptor[]): string[] {
  return files.filter(ours).flatMap((file) => {
    const fields = (file.messageType ?? []).flatMap((message) =>
      fieldsBelow(message).map((field) => ({ message, field })),
    )
    const methods = (file.service ?? []).flatMap((service) =>
      service.method.map((method) => ({ service, method })),
    )
    return [
      ...fields
        .filter(({ field }) => classOf(file, field) === undefined)
        .map(
          ({ message, field }) => `${file.name}: ${message.name}.${field.name} has no data class`,
        ),
      ...methods
        .filter(({ method }) => !hasPolicy(method))
        .map(
          ({ service, method }) =>
            `${file.name}: ${service.name}.${method.name} has no policy that says who may act`,
        ),
    ]
  })
}

const fieldsBelow = (message: MessageDescriptor): FieldDescriptor[] =>
  message.options?.mapEntry
    ? []
    : [...(message.field ?? []), ...(message.nestedType ?? []).flatMap(fieldsBelow)]

function hasPolicy({ options }: MethodDescriptor): boolean {
  const policy = options?.['[pkauto.common.v1.policy]'] as
    | { who?: string; callers?: string[] }
    | undefined
  return (
    policy?.who !== undefined &&
    policy.who !== 'WHO_UNSPECIFIED' &&
    (policy.callers?.length ?? 0) > 0
  )
}
