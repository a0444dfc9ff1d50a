// Which ads a person has reported: remembered per session, so that results ask fraud once a minute.
import { outsideCall } from '@pk-auto/grpc/call'
import type { Client } from '@pk-auto/grpc/client'
import type { Clock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { FraudDefinition } from '@pk-auto/proto/pkauto/fraud/v1/fraud'
import type { Redis } from '@pk-auto/redis/redis'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ActorToken } from './actor-tokens.ts'
import type { Visitors } from './visitor.ts'

export type HiddenListings = {
  /** At most 200, the newest first; what was known before, or none, while fraud is away. */
  of(person: ActorToken): Promise<readonly string[]>
  /** The person has reported one more: from now on it is among them. */
  renew(person: ActorToken, listingId: string): void
}

/** Ids of ads that the reader of a list does not see. */
export type HiddenFor = (request: FastifyRequest, reply: FastifyReply) => Promise<string[]>

/** Whoever cannot be known sees what everybody sees: no session ever refuses a list. */
export const hiddenFor =
  (visitors: Pick<Visitors, 'personIfAny'>, hidden: Pick<HiddenListings, 'of'>): HiddenFor =>
  async (request, reply) => {
    const person = await visitors.personIfAny(request, reply).catch(() => undefined)
    return person ? [...(await hidden.of(person))] : []
  }

const FRESH_MS = 60_000
/** While fraud is away it is asked again this often. */
const AWAY_MS = 5_000
/** Results wait no longer for it. */
const DEADLINE_MS = 300
const MAX_HIDDEN = 200
const MAX_REMEMBERED = 10_000

type Entry = { ids: Promise<readonly string[]>; until: number; readonly personId: string }

/** Names whoever has reported something a moment ago, and the gateway where. */
const REPORTED = 'reported'

export function hiddenListings(
  fraud: Pick<Client<typeof FraudDefinition>, 'hiddenListings'>,
  clock: Clock,
  notes?: Pick<Redis, 'note' | 'onHint'>,
): HiddenListings {
  const sessions = new Map<string, Entry>()
  const now = () => clock.now().getTime()
  const self = newId()
  /** Fraud is asked again; while it is away, what was known holds. */
  const outdate = (personId: string): void => {
    for (const entry of sessions.values()) if (entry.personId === personId) entry.until = 0
  }
  // A note that is lost costs the minute that everything is fresh for.
  notes?.onHint(REPORTED, ({ note = '' }) => {
    const [gateway, personId = ''] = note.split(' ')
    if (gateway !== self) outdate(personId)
  })

  /** `before`: what was known; `more` is among the answer whatever fraud answers. */
  function ask(
    { sessionId, token, personId }: ActorToken,
    before: Entry | undefined,
    more: string[],
  ): Entry {
    const entry: Entry = { ids: Promise.resolve(more), until: now() + FRESH_MS, personId }
    const refused = async () => {
      entry.until = Math.min(entry.until, now() + AWAY_MS)
      return (await before?.ids) ?? []
    }
    // Shared by several requests: one visitor who leaves must not cancel the others.
    const asked = outsideCall(() =>
      fraud.hiddenListings({}, { actorToken: token, deadlineMs: DEADLINE_MS }),
    )
    entry.ids = asked
      .then(({ ids }) => ids, refused)
      .then((ids) => [...new Set([...more, ...ids])].slice(0, MAX_HIDDEN))
    sessions.delete(sessionId)
    sessions.set(sessionId, entry)
    for (const oldest of sessions.keys()) {
      if (sessions.size <= MAX_REMEMBERED) break
      sessions.delete(oldest)
    }
    return entry
  }

  return {
    async of(person) {
      // Fraud answers nobody whose terms are due, and such a person has reported nothing.
      if (person.termsDue) return []
      const known = sessions.get(person.sessionId)
      if (known && known.until > now()) return known.ids
      return ask(person, known, []).ids
    },
    renew(person, listingId) {
      const { personId, sessionId } = person
      outdate(personId)
      ask(person, sessions.get(sessionId), [listingId])
      notes?.note(REPORTED, `${self} ${personId}`)
    },
  }
}
