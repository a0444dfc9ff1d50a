// The messages an event is made of: every field with its type, unit, meaning and data class, and a
// whole example.
import {
  classOf,
  commentAt,
  type EnumDescriptor,
  type FieldDescriptor,
  type FileDescriptor,
  type MessageDescriptor,
} from '../descriptor.ts'
import { exampleOf } from './example-values.ts'

export type Field = { name: string; type: string; unit: string; dataClass: string; meaning: string }
export type Message = { name: string; comment: string; fields: Field[] }
export type Values = { name: string; values: string[]; comment: string }

/** An index over all files by full name with a leading dot, as descriptors refer to types. */
export type Types = {
  message(
    typeName: string,
  ): { file: FileDescriptor; message: MessageDescriptor; index: number } | undefined
  enum(
    typeName: string,
  ): { file: FileDescriptor; values: EnumDescriptor; index: number } | undefined
}

export function typesOf(files: readonly FileDescriptor[]): Types {
  const messages = new Map<
    string,
    { file: FileDescriptor; message: MessageDescriptor; index: number }
  >(
    files.flatMap((file) =>
      (file.messageType ?? []).map(
        (message, index) => [`.${file.package}.${message.name}`, { file, message, index }] as const,
      ),
    ),
  )
  const enums = new Map<string, { file: FileDescriptor; values: EnumDescriptor; index: number }>(
    files.flatMap((file) =>
      (file.enumType ?? []).map(
        (values, index) => [`.${file.package}.${values.name}`, { file, values, index }] as const,
      ),
    ),
  )
  return { message: (name) => messages.get(name), enum: (name) => enums.get(name) }
}

const TIMESTAMP = '.google.protobuf.Timestamp'
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_cc$/, 'cm³'],
  [/^km$/, 'km'],
  [/^(width|height)$/, 'px'],
  [/^minor$/, 'minor units'],
  [/^(lat|lon)$/, 'degrees'],
  [/^year(_|$)/, 'year'],
]

const typeOf = ({ type, typeName, label }: FieldDescriptor): string => {
  const name = typeName
    ? typeName === TIMESTAMP
      ? 'Timestamp'
      : (typeName.split('.').at(-1) ?? '')
    : type.slice('TYPE_'.length).toLowerCase()
  return label === 'LABEL_REPEATED' ? `list of ${name}` : name
}

const unitOf = ({ name, typeName }: FieldDescriptor): string =>
  typeName === TIMESTAMP ? 'UTC' : (UNITS.find(([pattern]) => pattern.test(name))?.[1] ?? '')

const shortClass = (dataClass: string | undefined): string =>
  (dataClass ?? '').slice('DATA_CLASS_'.length).toLowerCase()

function described(file: FileDescriptor, message: MessageDescriptor, index: number): Message {
  const fields = (message.field ?? []).map((field, place) => ({
    name: field.name,
    type: typeOf(field),
    unit: unitOf(field),
    dataClass: shortClass(classOf(file, field)),
    meaning: commentAt(file, 4, index, 2, place),
  }))
  return { name: message.name, comment: commentAt(file, 4, index), fields }
}

/**
 * The message and all it is made of, itself first, each once; and the closed lists of values its
 * fields take.
 */
export function closureOf(types: Types, root: string): { messages: Message[]; enums: Values[] } {
  const messages = new Map<string, Message>()
  const enums = new Map<string, Values>()
  const visit = (typeName: string): void => {
    const found = types.message(typeName)
    if (!found || typeName === TIMESTAMP || messages.has(typeName)) return
    messages.set(typeName, described(found.file, found.message, found.index))
    for (const { typeName: next } of found.message.field ?? []) {
      const values = next === undefined ? undefined : types.enum(next)
      if (next !== undefined && values) {
        const { file, index } = values
        enums.set(next, {
          name: values.values.name,
          values: values.values.value.map(({ name }) => name),
          comment: commentAt(file, 5, index),
        })
      } else if (next !== undefined) visit(next)
    }
  }
  visit(root)
  return { messages: [...messages.values()], enums: [...enums.values()] }
}

/** A whole example in protobuf's JSON: one element per list, the first case of a oneof. */
export function exampleMessage(types: Types, root: string): Record<string, unknown> {
  const { message } = types.message(root) ?? { message: { name: root } as MessageDescriptor }
  const taken = new Set<number>()
  const fields = (message.field ?? []).filter(({ oneofIndex, proto3Optional }) => {
    if (oneofIndex === undefined || proto3Optional) return true
    const first = !taken.has(oneofIndex)
    taken.add(oneofIndex)
    return first
  })
  return Object.fromEntries(
    fields.map((field) => [field.jsonName, exampleField(types, message.name, field)]),
  )
}

function exampleField(types: Types, owner: string, field: FieldDescriptor): unknown {
  const { typeName, label } = field
  const values = typeName === undefined ? undefined : types.enum(typeName)
  const isMessage = typeName !== undefined && typeName !== TIMESTAMP && !values
  const one = values
    ? values.values.value[Math.min(2, values.values.value.length - 1)]?.name
    : isMessage
      ? exampleMessage(types, typeName)
      : exampleOf(owner, field)
  return label === 'LABEL_REPEATED' ? [one] : one
}
