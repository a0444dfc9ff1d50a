// The link to the list: opened, copied, sent, and taken back.
import { useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'

type Props = {
  readonly island: Island
  readonly token: string | null
  readonly onChange: (token: string | null) => void
}

export const ShareBox = ({ island, token, onChange }: Props) => {
  const { t, api, link } = island
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const url = token === null ? '' : `${location.origin}${link(`/shortlists/${token}`)}`

  const begin = (): void => {
    setBusy(true)
    setNote('')
    setError('')
  }
  const open = async (): Promise<void> => {
    begin()
    const answer = await api('POST /me/favourites/link')
    setBusy(false)
    if (answer.ok) onChange(answer.value.token)
    else setError(sentenceOf(answer.problem, t))
  }
  const stop = async (): Promise<void> => {
    if (!confirm(t('saved.share.stop.sure'))) return
    begin()
    const answer = await api('DELETE /me/favourites/link')
    setBusy(false)
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    onChange(null)
    setNote(t('saved.share.stopped'))
  }
  const copy = async (): Promise<void> => {
    field.current?.select()
    const copied = await navigator.clipboard?.writeText(url).then(
      () => true,
      () => false,
    )
    setNote(t(copied ? 'saved.share.copied' : 'saved.share.copyByHand'))
  }
  const send = (): void =>
    // The person may close the sheet: that is no failure.
    void navigator.share({ title: t('shortlist.title'), url }).catch(() => undefined)

  return (
    <section class="panel share-box" aria-labelledby="share-title" data-testid="share-box">
      <h2 id="share-title">{t('saved.share.title')}</h2>
      <p>{t('saved.share.text')}</p>
      {token === null ? (
        <div class="actions-row">
          <button
            class="button plain"
            disabled={busy}
            onClick={() => void open()}
            data-testid="share-open"
          >
            {t('saved.share.open')}
          </button>
        </div>
      ) : (
        <>
          <label class="field">
            <span>{t('saved.share.link')}</span>
            <input
              ref={field}
              dir="ltr"
              readOnly
              value={url}
              onFocus={(event) => event.currentTarget.select()}
              data-testid="share-link"
            />
          </label>
          <div class="actions-row">
            <button class="button" onClick={() => void copy()} data-testid="share-copy">
              {t('saved.share.copy')}
            </button>
            {'share' in navigator && (
              <button class="button plain" onClick={send} data-testid="share-send">
                {t('saved.share.send')}
              </button>
            )}
            <button
              class="button bad"
              disabled={busy}
              onClick={() => void stop()}
              data-testid="share-stop"
            >
              {t('saved.share.stop')}
            </button>
          </div>
        </>
      )}
      <p class="notice" role="status" hidden={note === ''} data-testid="share-note">
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="share-error">
        {error}
      </p>
    </section>
  )
}
