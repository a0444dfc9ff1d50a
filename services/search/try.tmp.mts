import { readFileSync, readdirSync } from 'node:fs'
import { parse } from '/work/main/node_modules/yaml/dist/index.js'
import { vocabularyOf } from './src/domain/query/vocabulary.ts'
import { understand } from './src/domain/query/understand.ts'
const d = '/work/main/services/catalogue/taxonomy/'
const y = (f: string) => parse(readFileSync(d + f, 'utf8'))
const makes = readdirSync(d + 'makes').map((f) => y('makes/' + f))
const cities = y('cities.yaml').cities.map((c: any) => ({ areas: [], ...c }))
const e = y('enums.yaml')
const terms = new Map<string, any>(Object.entries(e).map(([k, v]: any) => [k, v.map((t: any) => ({ ...t, name: t.label }))]))
terms.set('colour', y('colours.yaml').colours)
const v = vocabularyOf({ makes, cities, terms })
if (process.argv[2] === 'conflicts') {
  for (const [k, m] of v.phrases) if (m.length > 1) console.log(k, JSON.stringify(m))
} else {
  const qs = (process.argv[2] ? readFileSync(process.argv[2], 'utf8') : readFileSync(0, 'utf8')).split('\n').filter(Boolean)
  for (const q of qs) {
    const u = understand(q, v, 2026)
    console.log(q, '=>', JSON.stringify({ ...u.terms, ...u.ranges }), '|', u.text)
  }
  const t = performance.now()
  for (let i = 0; i < 200; i++) for (const q of qs) understand(q, v, 2026)
  console.log((((performance.now() - t) / 200 / qs.length) * 1000).toFixed(0), 'us per query', v.phrases.size)
}
