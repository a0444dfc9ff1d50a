// A typed price read back: in market words, to the rupee and in full words; or the question whether
// it is right.
import { exactPrice, formatPrice, priceInWords } from '@pk-auto/ui/price'
import type { Island } from './island.ts'
import type { PriceDoubt } from './price-doubt.ts'

type Props = {
  readonly island: Pick<Island, 't' | 'locale'>
  readonly doubt: PriceDoubt
  readonly onYes: () => void
}

/** Nothing for what is not a price: the field shows that problem itself. */
export const PriceEcho = ({ island, doubt, onYes }: Props) => {
  const { t, locale } = island
  if (doubt.kind === 'wrong') return null
  const price = formatPrice(doubt.rupees, locale)
  if (doubt.kind === 'sure')
    return (
      <p class="echo" data-testid="price-echo" data-rupees={doubt.rupees}>
        <strong>
          <bdi>{price}</bdi>
        </strong>
        <span>
          <bdi>{exactPrice(doubt.rupees, locale)}</bdi> ·{' '}
          <bdi>{priceInWords(doubt.rupees, locale)}</bdi>
        </span>
      </p>
    )
  return (
    <p class="echo" data-testid="price-ask">
      <span>
        {doubt.before === undefined
          ? t('sell.price.ask', { price })
          : t('sell.price.far', { price, before: formatPrice(doubt.before, locale) })}
      </span>
      <button class="button plain" type="button" onClick={onYes} data-testid="price-yes">
        {t('sell.price.yes', { price })}
      </button>
    </p>
  )
}
