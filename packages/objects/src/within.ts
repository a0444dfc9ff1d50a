// A limit for calls that have none of their own: the object client waits for ever on a store that
// is frozen.
import { errors } from './errors.ts'

/**
 * @throws OBJECTS_UNAVAILABLE (unavailable) after `ms`; what was started is left to end by itself.
 */
export async function within<T>(ms: number, started: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(errors.OBJECTS_UNAVAILABLE({ waitedMs: ms })), ms)
  try {
    return await Promise.race([started, promise])
  } finally {
    clearTimeout(timer)
  }
}
