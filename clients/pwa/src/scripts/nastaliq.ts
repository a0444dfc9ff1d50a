// Fetches the Urdu letters when a page is there, so that a slow line brings words and photos first;
// a device that has Nastaliq of its own is spared them.
import { afterLoad } from './after-load.ts'

const YEAR_SECONDS = 31_536_000
/** Whoever has read for longer than this is not disturbed: the next page has the letters. */
const SWAP_MS = 3_000
const root = document.documentElement

const has = (family: string): Promise<boolean> =>
  document.fonts.load(`1em '${family}'`, 'ا').then(
    (faces) => faces.length > 0,
    () => false,
  )

const fetchLetters = async (): Promise<void> => {
  if ((await has('Nastaliq here')) || !(await has('Nastaliq'))) return
  // From now on pages arrive with the letters: the server sees that the device has them.
  document.cookie = `nastaliq=1; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  if (performance.now() < SWAP_MS) root.classList.add('nastaliq')
}

if (root.lang === 'ur' && !root.classList.contains('nastaliq')) afterLoad(fetchLetters)
