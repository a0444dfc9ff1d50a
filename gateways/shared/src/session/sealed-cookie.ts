// The web session's cookie: sealed, so that a browser carries it and can neither read nor change
// it.
import { defaults, seal, unseal } from '@hapi/iron'
import { z } from 'zod'

const Shape = z.strictObject({
  sessionId: z.string(),
  accessToken: z.string(),
  accessExpiresAt: z.coerce.date(),
  refreshToken: z.string(),
  refreshExpiresAt: z.coerce.date(),
})

export type WebSession = z.infer<typeof Shape>

export const sealSession = (session: WebSession, secret: string): Promise<string> =>
  seal(session, secret, defaults)

/**
 * Undefined for anything that is no session of ours: a stranger's, an older secret's, a broken one.
 */
export async function openSession(cookie: string, secret: string): Promise<WebSession | undefined> {
  try {
    return Shape.parse(await unseal(cookie, secret, defaults))
  } catch {
    return undefined
  }
}
