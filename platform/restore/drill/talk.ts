// Two people who write to each other while the drill runs, and whether it is all there afterwards.
import { newId } from '@pk-auto/kernel/id'
import type { Probe } from '../../invariants/probe.ts'
import type { Visitor } from '../../visitor.ts'
import { AROUND_MS, type Past } from './past.ts'

export type Said = { readonly seq: number; readonly at: Date }

export type Talk = {
  readonly conversation: string
  /** What is on disk, in the order of the answers. */
  readonly said: readonly Said[]
  /** By one and the other in turn; undefined when it was refused. */
  say(): Promise<Said | undefined>
}

/** The buyer turns to the seller of this ad. @throws Error when that is refused */
export async function openTalk(
  { buyer, seller }: { buyer: Visitor; seller: Visitor },
  listingId: string,
): Promise<Talk> {
  const turn = { listingId, kind: 'message', text: 'Is it still for sale?' }
  const key = { 'idempotency-key': newId() }
  const { body } = await buyer.call<{ conversationId?: string }>('POST', '/api/v1/leads', turn, key)
  const conversation = body.conversationId
  if (conversation === undefined) throw new Error('turning to a seller was refused')
  const path = `/api/v1/chat/conversations/${conversation}/messages`
  const said: Said[] = []
  let next = seller
  return {
    ...{ conversation, said },
    async say() {
      const [clientId, by] = [newId(), next]
      next = by === buyer ? seller : buyer
      const message = { clientId, kind: 'text', text: `message ${clientId}` }
      const { status, body: answer } = await by.call<{ seq: number }>('POST', path, message)
      if (status >= 300) return undefined
      const done = { seq: answer.seq, at: new Date() }
      said.push(done)
      return done
    },
  }
}

/** One line for each message that is missing or must not be there; and one if none was tried. */
export async function messagesAsThen(probe: Probe, { writers, until }: Past): Promise<string[]> {
  const { conversation, said } = writers.talk
  const rows = await probe.rows<{ seq: number }>(
    'chat',
    'select seq::int from conversation_event where conversation_id = $1',
    [conversation],
  )
  const there = new Set(rows.map(({ seq }) => seq))
  const before = said.filter(({ at }) => at <= until)
  const late = said.filter(({ at }) => at.getTime() > until.getTime() + AROUND_MS)
  return [
    ...(before.length === 0 || late.length === 0 ? ['nobody talked around that second'] : []),
    ...before.filter(({ seq }) => !there.has(seq)).map(({ seq }) => `message ${seq} is gone`),
    ...late.filter(({ seq }) => there.has(seq)).map(({ seq }) => `message ${seq} is there`),
  ]
}

/** They go on where the restored log ends. Returns what goes wrong. */
export async function talkGoesOn(probe: Probe, { writers }: Past): Promise<string[]> {
  const { conversation } = writers.talk
  const [log] = await probe.rows<{ last: number }>(
    'chat',
    'select last_seq::int as last from conversation where id = $1',
    [conversation],
  )
  const said = await writers.talk.say()
  if (!log || !said) return ['a message is refused after the restore']
  return said.seq === log.last + 1
    ? []
    : [`the log ends at ${log.last}, and the next message is ${said.seq}`]
}
