// What has just come behind the bell, announced to whoever does not see its number change.
import type { Island } from '../../island.ts'
import type { Live } from '../use-live.ts'

type Props = { readonly island: Island; readonly live: Live }

export const AnnouncedNews = ({ island: { t, locale }, live: { state } }: Props) => {
  const { news } = state
  return (
    <p class="quiet" aria-live="polite" data-testid="announced-news">
      {news && (news.t === 'lead' ? t('chat.lead') : news.title[locale])}
    </p>
  )
}
