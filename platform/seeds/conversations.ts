// What people in a development market have said to each other about ads: short, in the mix of
// languages people type, never with a number in it.
import { prng, type Prng } from './prng.ts'

export type SeedLine = { by: 'buyer' | 'seller'; text: string; minutesAfter: number }
export type SeedTalk = {
  /** Place of the ad among those that are live. */
  adIndex: number
  buyerIndex: number
  daysAgo: number
  lines: SeedLine[]
  /** How the seller has ordered it; nothing for one they have not looked at. */
  status?: 'viewing' | 'negotiating' | 'won' | 'lost'
}

type Script = readonly (readonly [by: SeedLine['by'], text: string])[]

const SCRIPTS: readonly Script[] = [
  [
    ['buyer', 'Is it still available?'],
    ['seller', 'Yes it is. You can see it any day after 5.'],
    ['buyer', 'Can I come on Sunday afternoon?'],
    ['seller', 'Sunday is fine. I will send the place.'],
  ],
  [
    ['buyer', 'Salam, final kitne ki hai?'],
    ['seller', 'Wa alaikum salam. Gari dekh lein, phir baat karte hain.'],
    ['buyer', 'Theek hai, kal shaam ko aata hun.'],
  ],
  [
    ['buyer', 'السلام علیکم، کیا گاڑی ابھی موجود ہے؟'],
    ['seller', 'وعلیکم السلام، جی موجود ہے۔'],
    ['buyer', 'فائنل کتنے میں دیں گے؟'],
    ['seller', 'تھوڑی گنجائش ہے، گاڑی دیکھ کر بات کر لیں گے۔'],
  ],
  [
    ['buyer', 'Any accident or repaint?'],
    ['seller', 'One fender is repainted, the rest is genuine. You may bring a mechanic.'],
    ['buyer', 'Good, thank you for being honest.'],
  ],
  [
    ['buyer', 'Token up to date? File original hai?'],
    ['seller', 'Ji, file original aur token lifetime paid hai.'],
  ],
  [['buyer', 'What is the final price?']],
  [['buyer', 'گاڑی کب دیکھی جا سکتی ہے؟']],
  [
    ['buyer', 'Exchange possible with a 2015 Cultus?'],
    ['seller', 'No exchange, sorry. Cash only.'],
  ],
]
const STATUSES = ['viewing', 'viewing', 'negotiating', 'won', 'lost'] as const
const LONGEST_PAUSE_MINUTES = 240

export type TalkOrder = { seed: number; conversations: number; ads: number; people: number }

/** The same for the same order; no buyer asks twice about one ad. */
export function talks({ seed, conversations, ads, people }: TalkOrder): SeedTalk[] {
  const most = ads === 0 || people < 2 ? 0 : Math.min(conversations, ads * 2)
  const seen = new Set<string>()
  return Array.from({ length: most }, (_, index) =>
    talk(prng(seed, 'talk', index), ads, people),
  ).filter(({ adIndex, buyerIndex }) => {
    const pair = `${adIndex} ${buyerIndex}`
    return !seen.has(pair) && Boolean(seen.add(pair))
  })
}

function talk(chance: Prng, ads: number, people: number): SeedTalk {
  const script = chance.pick(SCRIPTS)
  let minutesAfter = 0
  const lines = script.map(([by, text]) => {
    const line = { by, text, minutesAfter }
    minutesAfter += chance.int(2, LONGEST_PAUSE_MINUTES)
    return line
  })
  const answered = lines.some(({ by }) => by === 'seller')
  return {
    ...{ adIndex: chance.int(0, ads - 1), buyerIndex: chance.int(0, people - 1) },
    // Long enough ago for the last line to be in the past.
    ...{ daysAgo: chance.int(1, 12), lines },
    ...(answered && chance.chance(0.5) && { status: chance.pick(STATUSES) }),
  }
}
