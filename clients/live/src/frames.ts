// The one place for what goes over the socket. Rows and events have the shape they have over HTTP;
// frames have the shape that the gateway gives them.
import { type ClientFrame, SERVER_FRAMES, type ServerFrame } from '@pk-auto/client-api/frames.gen'
import type { ChatEvent, Conversation } from '@pk-auto/client-api/pwa.gen'

export type { ChatEvent }
/**
 * One conversation of a person's list. `carReadAt`: when this device read over HTTP what is known
 * of the ad, in milliseconds; frames say only which ad it is.
 */
export type Row = Conversation & { readonly carReadAt?: number }

/** What the connection shows by itself. */
export type Badges = Omit<Extract<ServerFrame, { readonly t: 'badges' }>, 't'>

/** As it comes, and as the tab with the connection hands it on: with what is known of the ad. */
export type Incoming = Exclude<ServerFrame, { readonly t: 'conv' }> | ({ readonly t: 'conv' } & Row)

export type Outgoing = ClientFrame

const KNOWN: ReadonlySet<string> = new Set(SERVER_FRAMES)

/** The frame in a message of the socket; undefined when it is none that this client knows. */
export const readFrame = (data: unknown): ServerFrame | undefined => {
  try {
    const frame = JSON.parse(String(data)) as { readonly t?: unknown } | null
    return typeof frame?.t === 'string' && KNOWN.has(frame.t) ? (frame as ServerFrame) : undefined
  } catch {
    return undefined
  }
}
