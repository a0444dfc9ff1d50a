// One ad with a photo, posted through the gateway and found by a visitor of the web: what a
// platform is for, and a way through every kind of part.
import { signIn } from '../visitor.ts'
import { until } from '@pk-auto/testing/until'
import { newAddress, newNumber } from '../processes/processes.ts'
import { drawPicture } from '../seeds/pictures.ts'
import { createAd, publishAd } from '../test/faults/scenario.ts'

const SLOW = { timeoutMs: 30_000 }

type Doors = { readonly gatewayUrl: string; readonly webUrl: string }

/** Returns the ad's id. @throws Error with the step that was in vain */
export async function postAndFind({ gatewayUrl, webUrl }: Doors): Promise<string> {
  const seller = await signIn(gatewayUrl, newNumber(), { headers: newAddress() })
  const photo = await seller.upload((await drawPicture(0, 7)).jpeg)
  const { body: ad, status } = await createAd(seller, { photos: [photo] })
  if (status !== 201) throw new Error(`writing the ad answered ${status}: ${JSON.stringify(ad)}`)
  await until(
    'the photo is ready and the ad published',
    async () => {
      const answer = await publishAd(seller, ad)
      return answer.status === 200 || Promise.reject(new Error(JSON.stringify(answer.body)))
    },
    SLOW,
  )
  const page = async (path: string) => (await fetch(`${webUrl}${path}`)).text()
  const found = async () => (await page('/cars?make=toyota&city=multan')).includes(ad.id)
  await until('a visitor finds the ad', found, SLOW)
  const shown = async () => (await page(`/cars/${ad.id}`)).includes(`/media/${photo}/`)
  await until('its page shows the photo', shown, SLOW)
  const picture = await fetch(`${webUrl}/media/${photo}/card.webp`)
  if (picture.headers.get('content-type') !== 'image/webp')
    throw new Error(`the photo answered ${picture.status}`)
  return ad.id
}
