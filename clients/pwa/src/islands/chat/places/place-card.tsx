// A place in a bubble: its name, where it is, and the way to a map.
import type { Place } from '@pk-auto/client-live/core/content'
import type { Island } from '../../island.ts'
import { Pin } from './pin.tsx'

type Props = { readonly island: Island; readonly place: Place | undefined }

const mapOf = ({ lat, lon }: Place): string =>
  `https://www.google.com/maps/search/?api=1&query=${lat},${lon}`

export const PlaceCard = ({ island: { t }, place }: Props) =>
  place ? (
    <a
      class="place"
      href={mapOf(place)}
      target="_blank"
      rel="noopener noreferrer"
      data-testid="place"
    >
      <Pin />
      <span>
        <bdi>{place.name ?? t('chat.place')}</bdi>
        <small dir="ltr">
          {place.lat.toFixed(4)}, {place.lon.toFixed(4)}
        </small>
        <small>{t('chat.place.open')}</small>
      </span>
    </a>
  ) : (
    <p class="picture-gone">{t('chat.place.gone')}</p>
  )
