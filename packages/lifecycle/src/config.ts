// Reads a service's configuration once, at the door: business values from config/<service>.yaml,
// addresses and secrets from the environment.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { z } from 'zod'

export type Env = Readonly<Record<string, string | undefined>>

/**
 * Parses `{ ...env, business }` with `schema` and freezes the result in depth. An empty variable
 * counts as absent. `yamlFile` is a file URL or absolute path: services are started from different
 * folders. @throws ConfigError naming every bad key and where to set it, never its value
 */
export function loadConfig<T>(
  schema: z.ZodType<T>,
  source: { readonly yamlFile?: string | URL; readonly env: Env },
): Readonly<T> {
  const set = Object.fromEntries(
    Object.entries(source.env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const business: unknown =
    source.yamlFile === undefined ? {} : (parse(readFileSync(source.yamlFile, 'utf8')) ?? {})
  const result = schema.safeParse({ ...set, business })
  if (result.success) return freeze(result.data)
  throw configError(result.error.issues, source.yamlFile)
}

function configError(
  issues: readonly z.core.$ZodIssue[],
  yamlFile: string | URL | undefined,
): Error {
  const file =
    yamlFile === undefined ? 'the YAML file' : String(yamlFile).replace(/^.*\/(config\/)/, '$1')
  const lines = issues.map(({ path, message }) => {
    const [first, ...rest] = path.map(String)
    if (first === 'business')
      return `  ${rest.join('.') || '(the whole file)'}: ${message}; set it in ${file}`
    const place = [first ?? 'environment', ...rest].join('.')
    return `  ${place}: ${message}; set the environment variable ${first ?? ''}`.trimEnd()
  })
  return Object.assign(new Error(`The configuration is not complete:\n${lines.join('\n')}`), {
    name: 'ConfigError',
  })
}

function freeze<T>(value: T): Readonly<T> {
  // Only plain data is frozen in depth: freezing a Set, a Buffer or a Date does not protect it and
  // may throw.
  if (
    Array.isArray(value) ||
    (typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype)
  ) {
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  return value
}
