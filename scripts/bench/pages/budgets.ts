// What a page may cost and must reach, so that a change that makes it slower is refused. Pure.
import type { Audit } from './audit.ts'

export type Measured = Omit<Audit, 'missed'>
type Bound = { readonly least?: number; readonly most?: number }

const KB = 1024

/** Of a busy runner; a device without Nastaliq fetches 110 KB behind an Urdu page. */
const budgetOf = (page: string): Partial<Record<keyof Measured, Bound>> => {
  const [name = '', lang] = page.split(' ')
  const isPublic = ['home', 'results', 'detail'].includes(name)
  return {
    performance: { least: 93 },
    accessibility: { least: 100 },
    bestPractices: { least: 100 },
    ...(isPublic && { seo: { least: 100 } }),
    lcpMs: { most: 2_200 },
    tbtMs: { most: 200 },
    cls: { most: 0.05 },
    bytes: { most: (lang === 'ur' ? 400 : 250) * KB },
    // As transferred, with the headers of each file.
    scriptBytes: { most: (isPublic ? 20 : 40) * KB },
  }
}

/** A line for each bound that is broken. `page` is its name and language: `results ur`. */
export function overBudget(page: string, measured: Measured): readonly string[] {
  return Object.entries(budgetOf(page)).flatMap(([field, { least, most }]) => {
    const value = measured[field as keyof Measured]
    if (least !== undefined && !(value >= least)) return [`${page}: ${field} ${value} < ${least}`]
    if (most !== undefined && !(value <= most)) return [`${page}: ${field} ${value} > ${most}`]
    return []
  })
}
