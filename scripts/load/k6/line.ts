// One person's socket, as docs/protocols/chat.md has it: a ticket, a greeting, one log to follow.
import { WebSocket, type ErrorEvent, type MessageEvent } from 'k6/websockets'
import { ask } from './ask.ts'
import { address } from './options.ts'
import type { Person } from './people.ts'

export type Line = {
  send(clientId: string, text: string): void
  close(): void
}
export type Following = {
  readonly conv: string
  /** The last number that this person has. */
  readonly have: number
  /** Called once, when what is sent will be seen. */
  readonly ready: () => void
  readonly seen: (clientId: string) => void
}

type Frame = { readonly t: string; readonly events?: readonly { readonly clientId?: string }[] }

export function openLine(person: Person, { conv, have, ready, seen }: Following): Line {
  const { ticket } = ask('POST /live/ticket', person.headers).value
  const socket = new WebSocket(
    `${address().replace(/^http/, 'ws')}/live?ticket=${encodeURIComponent(ticket)}`,
    null,
    { tags: { name: 'a socket' } },
  )
  const say = (frame: object) => socket.send(JSON.stringify(frame))
  socket.addEventListener('open', () => {
    say({ t: 'sub', conv, have })
    say({ t: 'hello' })
  })
  socket.addEventListener('message', (event: MessageEvent | ErrorEvent) => {
    const frame = JSON.parse((event as MessageEvent).data as string) as Frame
    if (frame.t === 'hello') ready()
    if (frame.t === 'events') for (const { clientId = '' } of frame.events ?? []) seen(clientId)
  })
  return {
    send: (clientId, text) => say({ t: 'send', conv, clientId, kind: 'text', text }),
    close: () => socket.close(),
  }
}
