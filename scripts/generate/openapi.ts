// The OpenAPI document of each gateway, asked of the gateway itself: composed, listening on a free
// port, with no service behind it.
import { folderOf } from '@pk-auto/platform/apart'
import { GATEWAY_NAMES, PARTS } from '@pk-auto/platform/parts'
import { formatted } from './formatted.ts'
import type { Generated } from './generated.ts'

const SECRET = 'stands where a secret would and protects nothing'

/** As production serves it, so without /dev. */
const PRODUCTION = {
  PROFILE: 'production',
  HTTP_PORT: '0',
  TRUSTED_PROXIES: '127.0.0.1',
  WEB_ORIGINS: 'https://automart.pk',
  SERVICE_SECRET: SECRET,
  COOKIE_SECRET: SECRET,
}

/** Nothing is called: clients connect at their first call. */
export async function generateOpenapi(): Promise<Generated> {
  return new Map(await Promise.all(GATEWAY_NAMES.map(documentOf)))
}

/**
 * A part loads its gateway only when it is started: that needs generated code, which a generator
 * before this one may be about to write.
 */
async function documentOf(name: (typeof GATEWAY_NAMES)[number]): Promise<[string, string]> {
  const path = `${folderOf(name)}/openapi.json`
  await using gateway = await PARTS[name].start(PRODUCTION)
  return [path, await formatted(path, JSON.stringify(gateway.openapi()))]
}
