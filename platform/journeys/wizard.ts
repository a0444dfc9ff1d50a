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
