// Seeded bugs of the gateways' edge.
import type { Bug } from '../../bug.ts'

export const GATEWAY_BUGS: readonly Bug[] = [
  {
    name: 'the length of a compressed answer tells a person’s secrets',
    file: 'packages/http/src/answers/compression.ts',
    find: 'headers.cookie === undefined && headers.authorization === undefined',
    put: 'headers.cookie === undefined || headers.authorization === undefined',
    suite: 'gateways/pwa/test/compressed.it.test.ts',
  },
  {
    name: 'a foreign page may change something with PATCH',
    file: 'gateways/shared/src/session/origin-check.ts',
    find: "['GET', 'HEAD', 'OPTIONS']",
    put: "['GET', 'HEAD', 'OPTIONS', 'PATCH']",
    suite: 'gateways/pwa/test/origin.it.test.ts',
  },
  {
    name: 'a foreign page that leaves Origin out may change everything',
    file: 'gateways/shared/src/session/origin-check.ts',
    find: 'OUR_SITES.has(site as string | undefined)',
    put: 'OUR_SITES.size > 0 || site !== undefined',
    suite: 'gateways/pwa/test/origin.it.test.ts',
  },
  {
    name: 'one market sees the ads of another',
    file: 'gateways/shared/src/loaders.ts',
    find: 'const loader = loaders.get(brand)',
    put: 'const loader = loaders.get(brands.find((b) => b.theme === brand.theme) ?? brand)',
    suite: 'gateways/shared/src/loaders.test.ts',
  },
  {
    name: 'a person writes as often as they like from changing addresses',
    file: 'gateways/shared/src/limits.ts',
    find: 'await takeOne(perPerson, hashed(actor.personId), reply)',
    put: 'void perPerson',
    suite: 'gateways/pwa/test/limits.it.test.ts',
  },
  {
    name: 'production starts without naming its balancers',
    file: 'gateways/shared/src/settings.ts',
    find: 'if (list.length > 0) return list',
    put: 'if (list.length >= 0) return list',
    suite: 'gateways/pwa/src/config.test.ts',
  },
  {
    name: 'cookies of production may be planted by a sibling host',
    file: 'gateways/shared/src/session/visitor.ts',
    find: "secure ? '__Host-' : ''",
    put: "secure ? '' : ''",
    suite: 'gateways/pwa/test/signing-in.it.test.ts',
  },
  {
    name: 'results may be stored on the way',
    file: 'gateways/shared/src/open-gateway.ts',
    find: "reply.header('Cache-Control', 'no-store')",
    put: "reply.header('Cache-Control', 'public, max-age=60')",
    suite: 'gateways/pwa/test/shared-answers.it.test.ts',
  },
  {
    name: 'visitors of production read the document',
    file: 'gateways/shared/src/open-gateway.ts',
    find: 'if (!isProduction) addOpenapiRoute(app)',
    put: 'addOpenapiRoute(app)',
    suite: 'gateways/pwa/test/internal-port.it.test.ts',
  },
  {
    name: 'a slow body lives for a minute and a half',
    file: 'packages/http/src/create-http.ts',
    find: 'headersTimeout: requestTimeout,',
    put: '',
    suite: 'packages/http/test/strange-requests.it.test.ts',
  },
  {
    name: 'a forwarded host may be anything',
    file: 'packages/http/src/host-check.ts',
    find: ' && isHost(request.host)',
    put: '',
    suite: 'packages/http/test/strange-requests.it.test.ts',
  },
  {
    name: 'a read takes any number of ids',
    file: 'packages/kernel/src/batch.ts',
    find: 'if (ids.length > max)',
    put: 'if (ids.length > max * 100)',
    suite: 'packages/kernel/src/batch.test.ts',
  },
]
