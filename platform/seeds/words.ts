// Title and description of a made-up listing, as its seller would have typed them.
import { PHRASES } from './phrases.ts'
import { weighted, type Prng } from './prng.ts'
import type { Choice } from './choices.ts'
import type { SeedLang, Words } from './shape.ts'

export type Described = {
  car: Choice
  km: number
  condition: 'used' | 'new'
  city: Words
  colour: Words
}

const language = weighted<SeedLang>(['en', 'ur-Latn', 'ur'], (_, index) => [50, 25, 25][index]!)

/** One language for the whole ad, as people write. */
export function wordsOf(
  chance: Prng,
  described: Described,
): { title: string; description: { text: string; lang: SeedLang } } {
  const lang = language(chance)
  const phrases = PHRASES[lang]
  const script = lang === 'ur' ? 'ur' : 'en'
  const slots: Record<string, string> = {
    make: described.car.make.name[script],
    model: described.car.model.name[script],
    trim: described.car.variant.name[script],
    year: String(described.car.year),
    km: described.km.toLocaleString('en-US'),
    city: described.city[script],
    colour: lang === 'en' ? described.colour.en.toLowerCase() : described.colour[script],
    hook: described.condition === 'new' ? HOOK_NEW[lang] : chance.pick(phrases.hooks),
  }
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')
  const used = [
    chance.pick(phrases.owner),
    chance.pick(phrases.paint),
    chance.pick(phrases.engine),
    chance.pick(phrases.papers),
    chance.pick(phrases.reason),
  ]
  const imported =
    described.car.generation.assembly === 'imported' ? [chance.pick(phrases.imported)] : []
  const middle =
    described.condition === 'new'
      ? [chance.pick(phrases.unused)]
      : chance.sample([...imported, ...used], chance.int(2, 5))
  const text = [chance.pick(phrases.openers), ...middle, chance.pick(phrases.closing)]
    .map(fill)
    .join(' ')
  return { title: fill(chance.pick(phrases.titles)), description: { text, lang } }
}

const HOOK_NEW: Record<SeedLang, string> = {
  en: 'zero meter',
  'ur-Latn': 'zero meter',
  ur: 'زیرو میٹر',
}
