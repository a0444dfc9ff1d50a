// A person's hands and eyes on the page of an engine: everything waits until it can be done.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '@pk-auto/testing/until'
import type { Engine } from './engine.ts'

const PICTURES = fileURLToPath(new URL('../../../test-results/engines', import.meta.url))
const PATIENCE = { timeoutMs: 30_000 }

/** What is not a selector yet is a test id. */
const selectorOf = (what: string): string =>
  /[[ .#]/.test(what) ? what : `[data-testid="${what}"]`

type Point = { x: number; y: number }

// The functions below run in the page: they may use nothing around them.

const isVisible = (selector: string): boolean =>
  [...document.querySelectorAll(selector)].some((found) => found.getClientRects().length > 0)

/** The middle of the first that is visible, once nothing lies over it and it stands still. */
const clickable = async (selector: string): Promise<Point | undefined> => {
  const element = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (found) => found.getClientRects().length > 0,
  )
  if (!element || element.matches(':disabled')) return undefined
  element.scrollIntoView({ block: 'center', behavior: 'instant' })
  const before = element.getBoundingClientRect()
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const { x, y, width, height } = element.getBoundingClientRect()
  const middle = { x: x + width / 2, y: y + height / 2 }
  const top = document.elementFromPoint(middle.x, middle.y)
  const label = element.closest('label')
  const isTop = element.contains(top) || (label?.contains(top) ?? false)
  return isTop && before.x === x && before.y === y ? middle : undefined
}

const painted = async (): Promise<void> => {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** As typing does it: the framework of the page must hear of it. */
const setValue = (selector: string, value: string): boolean => {
  const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector)
  if (!field || field.disabled) return false
  if (field instanceof HTMLSelectElement && ![...field.options].some((one) => one.value === value))
    return false
  field.focus()
  const prototype = Object.getPrototypeOf(field) as object
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  return true
}

export type PhonePage = ReturnType<typeof phonePage>

/** Places are test ids or CSS selectors; paths hang on `origin`. */
export const phonePage = (engine: Engine, origin: string) => {
  const run = async <A extends readonly unknown[], T>(
    action: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> => {
    const values = args.map((value) => JSON.stringify(value)).join(', ')
    return (await engine.evaluate(`(${action.toString()})(${values})`)) as T
  }
  const waitFor = (place: string) =>
    until(`${place} is seen`, () => run(isVisible, selectorOf(place)), PATIENCE)
  return {
    run,
    waitFor,
    goto: (path: string): Promise<void> => engine.goto(new URL(path, origin).href),
    seen: (place: string): Promise<boolean> => run(isVisible, selectorOf(place)),
    async click(place: string): Promise<void> {
      const what = `${place} can be clicked`
      const { x, y } = await until(what, () => run(clickable, selectorOf(place)), PATIENCE)
      await engine.clickAt(x, y)
    },
    /** Types into a field, or chooses in a select once it has the choice. */
    async fill(place: string, value: string): Promise<void> {
      await until(`${place} is filled`, () => run(setValue, selectorOf(place), value), PATIENCE)
    },
    text: (place: string): Promise<string> =>
      run((selector) => document.querySelector(selector)?.textContent ?? '', selectorOf(place)),
    attribute: (place: string, name: string): Promise<string | null> =>
      run(
        (selector, of) => document.querySelector(selector)?.getAttribute(of) ?? null,
        selectorOf(place),
        name,
      ),
    path: (): Promise<string> => run(() => location.pathname + location.search),
    upload: (place: string, files: readonly string[]): Promise<void> =>
      engine.setFiles(selectorOf(place), files),
    /** CSS pixels by which something hangs out of the side. */
    overhang: (): Promise<number> =>
      run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    async picture(name: string): Promise<void> {
      // What has just come is painted with the frame after the next.
      await run(painted)
      await mkdir(PICTURES, { recursive: true })
      const file = `${engine.name.toLowerCase()}-${name}.png`
      await writeFile(join(PICTURES, file), await engine.screenshot())
    },
  }
}
