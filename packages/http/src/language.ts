// Which of the platform's two languages a visitor reads.
import type { FastifyRequest } from 'fastify'

export type Lang = 'en' | 'ur'
export type Localized = Readonly<Record<Lang, string>>

/**
 * `?lang=` when it names one of ours, else the first of ours in Accept-Language by weight, else
 * `fallback`. Never fails.
 */
export function langOf(
  request: Pick<FastifyRequest, 'query' | 'headers'>,
  fallback: Lang = 'en',
): Lang {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  if (asked === 'en' || asked === 'ur') return asked
  return preferred(request.headers['accept-language']) ?? fallback
}

function preferred(header: string | undefined): Lang | undefined {
  const wanted = (header ?? '').split(',', 20).map((part) => {
    const [tag = '', weight] = part.trim().toLowerCase().split(';q=')
    return { lang: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const best = wanted
    .filter(({ lang, weight }) => (lang === 'en' || lang === 'ur') && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0]
  return best?.lang as Lang | undefined
}
