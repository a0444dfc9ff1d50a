// Which answers hold an ad, by what is named in them: messages and fields of the contract, schemas
// and properties of a gateway's document.
import type { FileDescriptor, MessageDescriptor } from '../generate/descriptor.ts'

const NAMES_AN_AD = /listing|card/i

/** `pkauto.search.v1.Search/SearchListings`: every call whose answer holds an ad somewhere. */
export function callsWithAds(files: readonly FileDescriptor[]): string[] {
  const messages = new Map<string, MessageDescriptor>()
  const add = (place: string, message: MessageDescriptor): void => {
    messages.set(`${place}.${message.name}`, message)
    for (const nested of message.nestedType ?? []) add(`${place}.${message.name}`, nested)
  }
  for (const file of files)
    for (const message of file.messageType ?? []) add(`.${file.package}`, message)
  const holdsAd = (name: string, seen: Set<string>): boolean => {
    const message = messages.get(name)
    if (!message || seen.has(name)) return false
    seen.add(name)
    const fields = message.field ?? []
    return (
      [message, ...fields].some((each) => NAMES_AN_AD.test(each.name)) ||
      fields.some(({ typeName = '' }) => holdsAd(typeName, seen))
    )
  }
  return files.flatMap((file) =>
    (file.service ?? []).flatMap(({ name, method }) =>
      method.flatMap((each) =>
        holdsAd(each.outputType ?? '', new Set()) ? [`${file.package}.${name}/${each.name}`] : [],
      ),
    ),
  )
}

type Operation = { readonly responses: Readonly<Record<string, unknown>> }
export type OpenapiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const SCHEMAS = '#/components/schemas/'

/** `GET /api/v1/listings`: every operation whose good answers hold an ad somewhere. */
export function operationsWithAds({ paths, components }: OpenapiDocument): string[] {
  const holdsAd = (value: unknown, seen: Set<string>): boolean => {
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).some(([key, inner]) => {
      if (key === 'properties') {
        const names = Object.keys(inner as object)
        return names.some((name) => NAMES_AN_AD.test(name)) || holdsAd(inner, seen)
      }
      if (key !== '$ref') return key !== 'example' && holdsAd(inner, seen)
      const name = String(inner).replace(SCHEMAS, '')
      if (NAMES_AN_AD.test(name)) return true
      if (seen.has(name)) return false
      seen.add(name)
      return holdsAd(components.schemas[name], seen)
    })
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) => {
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      return good.some(([, answer]) => holdsAd(answer, new Set()))
        ? [`${method.toUpperCase()} ${path}`]
        : []
    }),
  )
}
