// Refuses, when a route is registered, any request schema that would let unknown fields pass.
import type { z } from 'zod'

type Schema = z.core.$ZodType

/**
 * @throws Error naming the first object that is not strict. Looks through arrays, unions, records,
 * defaults, pipes and optionals.
 */
export function mustBeStrict(schema: Schema, where: string, seen: Set<Schema> = new Set()): void {
  if (seen.has(schema)) return
  seen.add(schema)
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  const inside = (next: Schema, step: string) =>
    mustBeStrict(next, step ? `${where}.${step}` : where, seen)
  switch (def.type) {
    case 'object':
      if (def.catchall?._zod.def.type !== 'never')
        throw new Error(`${where} must be a z.strictObject: unknown fields are refused`)
      for (const [key, value] of Object.entries(def.shape)) inside(value, key)
      return
    case 'array':
      return inside(def.element, '[]')
    case 'union':
      for (const option of def.options) inside(option, '')
      return
    case 'record':
      return inside(def.valueType, '{}')
    case 'tuple':
      for (const [index, item] of def.items.entries()) inside(item, String(index))
      return
    case 'pipe':
      return inside(def.in, '')
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return inside(def.innerType, '')
    case 'lazy':
      return inside(def.getter(), '')
    default:
      return
  }
}

export const isZodSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && '_zod' in value
