// How a person wants to be reached about their ads; messages always reach them. Pure.
import type { FieldProblem } from './errors.ts'

export type Contact = {
  readonly call: boolean
  readonly whatsapp: boolean
  /** `HH:MM` of the market's zone; without them at any hour. May span midnight. */
  readonly hours?: { readonly from: string; readonly to: string }
}

/** What everybody has who never chose. */
export const ANY_WAY: Contact = { call: true, whatsapp: true }

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

export function contactProblems({ hours }: Contact): FieldProblem[] {
  if (!hours) return []
  const wrong = (['from', 'to'] as const).filter((end) => !TIME.test(hours[end]))
  const problems: FieldProblem[] = wrong.map((end) => ({
    path: `contact.hours.${end}`,
    code: 'HOURS_INVALID',
    message: 'is no time like 09:00',
  }))
  if (problems.length > 0 || hours.from !== hours.to) return problems
  const message = 'no time is left between these two'
  return [{ path: 'contact.hours.to', code: 'HOURS_INVALID', message }]
}

export const sameContact = (one: Contact, other: Contact): boolean =>
  one.call === other.call &&
  one.whatsapp === other.whatsapp &&
  one.hours?.from === other.hours?.from &&
  one.hours?.to === other.hours?.to
