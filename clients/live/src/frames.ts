// The one place for what goes over the socket. Rows and events have the shape they have over HTTP.
import type {
  ChatEvent,
  Conversation,
  Badges as AllBadges,
  Lead,
  Notification,
} from '@pk-auto/client-api/pwa.gen'
import type { Content } from './core/content.ts'

export type { ChatEvent }
/**
 * One conversation of a person's list. `carReadAt`: when this device read over HTTP what is known
 * of the ad, in milliseconds; frames say only which ad it is.
 */
export type Row = Conversation & { readonly carReadAt?: number }

/** What the line tells by itself. */
export type Badges = AllBadges
/** Without what others know: the title of the ad, the person's name, offer and note. */
export type LeadNews = Omit<Lead, 'note' | 'offer'>

export type Incoming =
  | { readonly t: 'hello'; readonly feedSeq: number; readonly epoch: string }
  | {
      readonly t: 'events'
      readonly conv: string
      readonly events: readonly ChatEvent[]
      /** There are more of them: read on. */
      readonly more?: boolean
    }
  | ({ readonly t: 'conv' } & Row)
  | {
      readonly t: 'receipt'
      readonly conv: string
      readonly person: string
      readonly readSeq: number
      readonly deliveredSeq: number
    }
  | {
      readonly t: 'ack'
      readonly clientId: string
      readonly conv: string
      readonly seq: number
      readonly at: string
    }
  | {
      readonly t: 'nack'
      readonly clientId?: string
      readonly code: string
      readonly retryAfterMs?: number
    }
  | { readonly t: 'typing'; readonly conv: string; readonly actor?: string }
  | {
      readonly t: 'presence'
      readonly person: string
      readonly online: boolean
      readonly lastSeenAt?: string
    }
  | { readonly t: 'resync'; readonly conv: string }
  | { readonly t: 'goaway'; readonly inMs: number }
  /** Absolute; what is not named has not changed. */
  | ({ readonly t: 'badges' } & Badges)
  | ({ readonly t: 'notification' } & Notification)
  | ({ readonly t: 'lead' } & LeadNews)
  | { readonly t: 'ping' }
  | { readonly t: 'pong' }

export type Outgoing =
  | { readonly t: 'hello'; readonly feedSeq?: number; readonly epoch?: string }
  | { readonly t: 'sub'; readonly conv: string; readonly have: number }
  | { readonly t: 'unsub'; readonly conv: string }
  | ({ readonly t: 'send'; readonly conv: string; readonly clientId: string } & Content)
  | { readonly t: 'read' | 'delivered'; readonly conv: string; readonly seq: number }
  | { readonly t: 'typing'; readonly conv: string }
  | { readonly t: 'watch'; readonly people: readonly string[] }
  | { readonly t: 'ping' }
  | { readonly t: 'pong' }

const KNOWN: ReadonlySet<string> = new Set<Incoming['t']>([
  ...(['hello', 'events', 'conv', 'receipt', 'ack', 'nack', 'typing', 'resync'] as const),
  ...(['goaway', 'badges', 'notification', 'lead'] as const),
  ...(['presence', 'ping', 'pong'] as const),
])

/** The frame in a message of the socket; undefined when it is none that this client knows. */
export const readFrame = (data: unknown): Incoming | undefined => {
  try {
    const frame = JSON.parse(String(data)) as { readonly t?: unknown } | null
    return typeof frame?.t === 'string' && KNOWN.has(frame.t) ? (frame as Incoming) : undefined
  } catch {
    return undefined
  }
}
