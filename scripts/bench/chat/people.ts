// People with open sessions and conversations between them, written straight into the tables:
// signing in thousands of them is another subject.
import { createHash } from 'node:crypto'
import { newId } from '@pk-auto/kernel/id'
import { readIdentityConfig } from '@pk-auto/identity/service'
import type { ProcessPlatform } from '@pk-auto/platform/processes/processes'

export type Talker = { readonly personId: string; readonly accessToken: string }
/** Two people; the one with the lesser id first, as the table wants them. */
export type Talk = { readonly conv: string; readonly people: readonly [Talker, Talker] }

const AT_ONCE = 1_000

/** Signed in for a day. */
export async function seedTalkers(platform: ProcessPlatform, count: number): Promise<Talker[]> {
  const { termsVersion } = readIdentityConfig(platform.env('identity'))
  const all: Talker[] = []
  while (all.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - all.length) }, () => ({
      ...{ personId: newId(), sessionId: newId(), accessToken: `bench-${newId()}` },
    }))
    const hashes = some.map(({ accessToken }) =>
      createHash('sha256').update(accessToken).digest('base64url'),
    )
    const [people, sessions] = [some.map((one) => one.personId), some.map((one) => one.sessionId)]
    await platform.rows(
      'identity',
      `with given as (select * from unnest($1::uuid[], $2::uuid[], $3::text[]) as g (p, s, h)),
       people as (
         insert into person (id, version, sealed_phone, phone_key_id, phone_index, display_name,
           city, lang, marketing, terms_version, created_at)
         select p, 1, '', 'bench', p::text, 'Talker', 'lahore', 'en', false, $4, now() from given
         returning id),
       sessions as (
         insert into session (id, person_id, device, device_name, created_at, last_seen_at, due_at)
         select s, p, s::text, 'bench', now(), now(), now() + interval '1 day'
         from given join people on people.id = p returning id)
       insert into access_token (hash, session_id, expires_at)
       select h, s, now() + interval '1 day' from given join sessions on sessions.id = s`,
      [people, sessions, hashes, termsVersion],
    )
    all.push(...some.map(({ personId, accessToken }) => ({ personId, accessToken })))
  }
  return all
}

/** Neighbours in the list talk with each other about an ad. */
export async function seedTalks(
  platform: ProcessPlatform,
  talkers: readonly Talker[],
): Promise<Talk[]> {
  const talks = Array.from({ length: talkers.length >> 1 }, (_, i): Talk => {
    const [one, other] = [talkers[2 * i]!, talkers[2 * i + 1]!]
    const people = one.personId < other.personId ? [one, other] : [other, one]
    return { conv: newId(), people: people as [Talker, Talker] }
  })
  for (let from = 0; from < talks.length; from += AT_ONCE) {
    const some = talks.slice(from, from + AT_ONCE)
    const side = (i: 0 | 1) => some.map(({ people }) => people[i].personId)
    await platform.rows(
      'chat',
      `with given as (
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as g (c, a, b, ad)),
       talks as (
         insert into conversation (id, about_kind, about_id, person_a, person_b, created_at)
         select c, 'listing', ad, a, b, now() from given returning id),
       sides as (
         select c, a as person, b as peer from given union all select c, b, a from given),
       feeds as (
         insert into feed (person_id, last_seq) select person, 1 from sides
         on conflict (person_id) do update set last_seq = feed.last_seq + 1
         returning person_id, last_seq)
       insert into member (conversation_id, person_id, peer_id, feed_seq)
       select c, person, peer, last_seq
       from sides join talks on talks.id = c join feeds on person_id = person`,
      [some.map(({ conv }) => conv), side(0), side(1), some.map(() => newId())],
    )
  }
  return talks
}
