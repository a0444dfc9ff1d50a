// Makes the Nastaliq font that Urdu pages bring along: of a free font the letters of Urdu alone.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const WHOLE = '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2'
const LETTERS = 'ءآأؤئابتثجحخدذرزسشصضطظعغفقلمنهوىيپٹچڈڑژکگںھہۂۃیےۓة'
const MARKS = '\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0670'
/** With the space of Nastaliq, which is narrower than that of Latin letters. */
const SIGNS = ' ،؛؟۔٪٫٬\u200C\u200D\u200E\u200F'
/** Nastaliq joins each pair of letters in its own way: hundreds of shapes cannot be spared. */
const MOST_BYTES = 120 * 1024
/** Name records that the licence wants to stay: copyright, licence, and where to read it. */
const LICENCE_NAMES = [0, 13, 14]

/**
 * Writes it as WOFF2 in one step, so that builds side by side never read half a font. @throws Error
 * above the budget of 120 kB
 */
export const writeNastaliq = async (to: URL): Promise<void> => {
  const whole = await readFile(createRequire(import.meta.url).resolve(WHOLE))
  const font = await subsetFont(whole, LETTERS + MARKS + SIGNS, {
    targetFormat: 'woff2',
    preserveNameIds: LICENCE_NAMES,
  })
  if (font.length > MOST_BYTES)
    throw new Error(`the Urdu font has ${font.length} bytes; ${MOST_BYTES} are allowed`)
  const file = fileURLToPath(to)
  const known = await readFile(file).catch(() => undefined)
  if (known?.equals(font)) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.${process.pid}`, font)
  await rename(`${file}.${process.pid}`, file)
}
