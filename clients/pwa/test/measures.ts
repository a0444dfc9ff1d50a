// What is measured on a page that fits small phones, large text and fingers.
import type { BrowserContext, Page } from 'playwright-core'

/** The text of a page as people choose it on their phone; 1 is the size it comes with. */
export const enlarge = (page: Page, times: number): Promise<void> =>
  page.evaluate((size) => {
    document.documentElement.style.fontSize = `${size * 100}%`
  }, times)

/** CSS pixels by which a page hangs out of the side of its screen. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Words in sight whose letters stand in two lines. */
export const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const broken: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const around = node.parentElement
      if (!around?.checkVisibility() || around.closest('.quiet, script, textarea, option')) continue
      for (const word of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]{2,24}/gu)) {
        range.setStart(node, word.index)
        range.setEnd(node, word.index + word[0].length)
        const tops = [...range.getClientRects()]
          .filter((box) => box.width > 0)
          .map((box) => box.top)
        if (Math.max(...tops) - Math.min(...tops) > 8) broken.push(word[0])
      }
    }
    return broken
  })

/**
 * Controls in sight that are under 44 px high or wide for a finger, with their size. A box counts
 * with its label, a small sign with the room around it, and a word of a sentence not at all.
 */
export const smallControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
    const isWord = (one: Element): boolean =>
      getComputedStyle(one).display === 'inline' &&
      [...(one.parentElement?.childNodes ?? [])].some(
        (other) => other.nodeType === Node.TEXT_NODE && (other.textContent ?? '').trim().length > 1,
      )
    const sizeOf = (one: Element): readonly [number, number] => {
      const box = (one.matches('[type=checkbox], [type=radio]') && one.closest('label')) || one
      const { width, height } = box.getBoundingClientRect()
      const around = ['::before', '::after']
        .map((part) => getComputedStyle(one, part))
        .filter(({ content, position }) => content !== 'none' && position === 'absolute')
      return [
        Math.max(width, ...around.map((part) => parseFloat(part.width))),
        Math.max(height, ...around.map((part) => parseFloat(part.height))),
      ]
    }
    const small: string[] = []
    for (const one of document.querySelectorAll<HTMLElement>(CONTROLS)) {
      if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      if (one.closest('.quiet, .skip, dialog:not([open])') || one.hidden || isWord(one)) continue
      const [width, height] = sizeOf(one)
      if (Math.min(width, height) < 43.5)
        small.push(`${Math.round(width)} × ${Math.round(height)}: ${one.outerHTML.slice(0, 90)}`)
    }
    return small
  })

/** Names of sentences in sight where the sentences should be. */
export const bareNames = async (page: Page): Promise<string[]> => {
  const text = await page.locator('main').innerText()
  return text.split('\n').filter((line) => /^[a-z]+(\.\w+)+$/.test(line))
}

/** Fields whose hint does not begin where the language of the page begins. */
export const hintsFromTheMiddle = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input[dir=auto], textarea[dir=auto]')]
      .filter((field) => field.placeholder !== '' && field.value === '')
      .filter(
        (field) =>
          getComputedStyle(field).direction !== document.dir ||
          getComputedStyle(field).textOverflow !== 'ellipsis',
      )
      .map((field) => field.placeholder),
  )

/** Presses Tab so often and names what got the focus and is behind something else. */
export const hiddenFocus = async (page: Page, presses: number): Promise<string[]> => {
  const hidden: string[] = []
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press('Tab')
    const behind = await page.evaluate(() => {
      const one = document.activeElement
      if (!one || one === document.body) return undefined
      const { left, top, width, height } = one.getBoundingClientRect()
      const above = document.elementFromPoint(left + width / 2, top + height / 2)
      const label = one.closest('label')
      const isSeen = above && (one.contains(above) || above.contains(one) || label?.contains(above))
      return isSeen ? undefined : `${one.outerHTML.slice(0, 60)} behind ${above?.className}`
    })
    if (behind !== undefined) hidden.push(behind)
  }
  return hidden
}

/** Sums how far things jump on each page opened from now on; read it with `shifted`. */
export const watchShifts = async (pages: Page | BrowserContext): Promise<void> => {
  await pages.addInitScript(() => {
    const moved = { sum: 0 }
    Object.assign(globalThis, { moved })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.sum += (entry as { value?: number }).value ?? 0
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** The layout shifts so far (CLS: ≤ 0.1 is good), once what is due has been painted. */
export const shifted = async (page: Page): Promise<unknown> => {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  return page.evaluate('moved.sum')
}
