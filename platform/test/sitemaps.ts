// The web client in front of a gateway, and the ads that its maps for engines name.
import { environmentOf, type EnvironmentOptions } from '../environment.ts'
import { PARTS } from '../parts.ts'
import { freePorts } from '../processes/own-ports.ts'
import { startWeb } from '../web.ts'

export type Web = AsyncDisposable & { readonly port: number }

/** The last build of the client; who starts it builds first. */
export async function webOf(gatewayUrl: string, place: EnvironmentOptions): Promise<Web> {
  const [port = 0] = await freePorts(1)
  const own = { PORT: String(port), GATEWAY_URL: gatewayUrl }
  const env = { ...environmentOf('web', place), ...own }
  const web = await startWeb(PARTS.web.client, env, { watched: false })
  return {
    port,
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  }
}

/** The ads of every map that the index of a brand names. @throws Error for one that is missing */
export async function mappedAds(url: string): Promise<ReadonlySet<string>> {
  const pathsIn = async (path: string) => {
    const answer = await fetch(url + path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    const locations = (await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)
    return [...locations].map(([, at = '']) => new URL(at).pathname)
  }
  const ads = new Set<string>()
  for (const map of await pathsIn('/sitemap.xml'))
    for (const path of await pathsIn(map)) {
      const [, id] = /\/cars\/([0-9a-f-]{36})(\/|$)/.exec(path) ?? []
      if (id !== undefined) ads.add(id)
    }
  return ads
}
