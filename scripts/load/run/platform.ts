// Whether a platform may be asked for much: it answers, and whoever signs in there reads codes in a
// sandbox, so that no message goes to a person.
import type { Load } from '../plan/limits.ts'

const LOOKS_ONLY: readonly Load[] = ['browse', 'search']

/** 0 without an answer. */
const statusOf = (url: string): Promise<number> =>
  fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    ({ status }) => status,
    () => 0,
  )

/** `at` is the address of a gateway. @throws Error that says what to do */
export async function mustAnswer(at: string, load: Load): Promise<void> {
  if ((await statusOf(`${at}/api/v1/listings?limit=1`)) !== 200)
    throw new Error(`${at} does not answer as a gateway: is the platform running there?`)
  if (LOOKS_ONLY.includes(load)) return
  if ((await statusOf(`${at}/dev/messages?to=%2B923600000000`)) !== 200)
    throw new Error(
      `${at} has no sandbox for codes: ${load} would send messages to real numbers. ` +
        `There, ask for ${LOOKS_ONLY.join(' or ')} alone`,
    )
}

/** Whether the first photo that `at` names is there. */
export async function servesPhotos(at: string, photos: string): Promise<boolean> {
  const answer = await fetch(`${at}/api/v1/listings?limit=100&sort=price-asc`)
  const { items } = (await answer.json()) as { items: { photo?: { urls: { thumb: string } } }[] }
  const path = items.find(({ photo }) => photo)?.photo?.urls.thumb
  return path !== undefined && (await statusOf(photos + path)) === 200
}
