// Drives the post-ad wizard as a seller would.
import type { Page } from 'playwright-core'

export const readyPhotos = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('photos-count').getAttribute('data-ready'))

/** Fills the first step with an ordinary Corolla and goes on to the photos. */
export async function fillCar(
  page: Page,
  { city, colour }: { city: string; colour: string },
): Promise<void> {
  const choose = (name: string, value: string) =>
    page.getByTestId(`sell-${name}`).selectOption(value)
  await choose('make', 'toyota')
  await choose('model', 'corolla')
  await choose('generation', 'corolla-11th')
  await choose('year', '2016')
  await page.getByTestId('sell-km').fill('92000')
  await page.getByTestId('sell-engineCc').fill('1300')
  await choose('fuel', 'petrol')
  await choose('transmission', 'manual')
  await choose('colour', colour)
  await choose('city', city)
  await choose('registrationCity', 'lahore')
  await page.getByTestId('wizard-next').click()
}

const MOST_KEYS = 150

/** Presses a key until the control that has the focus is the one wanted, or has its value. */
async function pressUntil(
  page: Page,
  key: string,
  { attribute, wanted }: { attribute: 'value' | 'data-testid'; wanted: string },
): Promise<void> {
  for (let presses = 0; presses < MOST_KEYS; presses += 1) {
    const at = await page.evaluate(
      (name) =>
        name === 'value'
          ? (document.activeElement as HTMLSelectElement | null)?.value
          : document.activeElement?.getAttribute(name),
      attribute,
    )
    if (at === wanted) return
    await page.keyboard.press(key)
  }
  throw new Error(`${MOST_KEYS} times ${key} do not lead to ${wanted}`)
}

/** Goes on by Tab until the control with this test id has the focus. */
export const tabTo = (page: Page, testId: string): Promise<void> =>
  pressUntil(page, 'Tab', { attribute: 'data-testid', wanted: testId })

/** As `fillCar`, by keyboard alone. */
export async function typeCar(page: Page): Promise<void> {
  const choose = async (name: string, wanted: string): Promise<void> => {
    await tabTo(page, `sell-${name}`)
    await pressUntil(page, 'ArrowDown', { attribute: 'value', wanted })
  }
  const type = async (name: string, text: string): Promise<void> => {
    await tabTo(page, `sell-${name}`)
    await page.keyboard.type(text)
  }
  await choose('make', 'toyota')
  await choose('model', 'corolla')
  await choose('generation', 'corolla-11th')
  await choose('year', '2016')
  await type('km', '92000')
  await type('engineCc', '1300')
  await choose('fuel', 'petrol')
  await choose('transmission', 'manual')
  await choose('colour', 'white')
  await choose('city', 'lahore')
  await choose('registrationCity', 'lahore')
  await tabTo(page, 'wizard-next')
  await page.keyboard.press('Enter')
}
