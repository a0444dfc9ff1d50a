// Fills messages: the one translator of pages (whole catalogue) and of islands (only the messages
// their page sent).
import type { en } from './i18n/en.ts'

export type MessageKey = keyof typeof en

export type Fill = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, fill?: Fill) => string

/**
 * A translator over the given messages. A missing message shows as its key and an unfilled `{slot}`
 * stays, so that a screenshot shows both.
 */
export const wordsOf =
  (messages: Readonly<Partial<Record<string, string>>>): Translate =>
  (key, fill = {}) =>
    (messages[key] ?? key).replace(/\{(\w+)\}/g, (slot, name: string) => String(fill[name] ?? slot))
