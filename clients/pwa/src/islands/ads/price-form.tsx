// A small form for one price in market words: it is read back before it is saved, and questioned
// when it may be a typing error.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Island } from '../island.ts'
import { weighPrice } from '../price-doubt.ts'
import { PriceEcho } from '../price-echo.tsx'

type Props = {
  readonly island: Island
  readonly label: string
  readonly action: string
  readonly busy: boolean
  readonly optional?: boolean
  /** The present price in whole rupees: one far from it is questioned. */
  readonly before: number
  /** Whole rupees; undefined when it was optional and left empty. */
  readonly onSave: (rupees: number | undefined) => void
  readonly onCancel: () => void
}

export const PriceForm = ({
  island,
  label,
  action,
  busy,
  optional,
  before,
  onSave,
  onCancel,
}: Props) => {
  const { t, locale } = island
  const [typed, setTyped] = useState('')
  const [confirmed, setConfirmed] = useState('')
  const [problem, setProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const save = useRef<HTMLButtonElement>(null)
  useEffect(() => input.current?.focus(), [])
  const doubt = weighPrice(typed, confirmed, before)
  const submit = (): void => {
    if (doubt.kind === 'sure') return onSave(doubt.rupees)
    if (doubt.kind === 'wrong' && doubt.empty && optional) return onSave(undefined)
    setProblem(t(doubt.kind === 'ask' ? 'sell.price.sure' : doubt.problem))
  }
  const yes = (): void => {
    setConfirmed(typed)
    setProblem('')
    save.current?.focus()
  }
  return (
    <form
      class="price-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label class="field">
        <span>{label}</span>
        <input
          ref={input}
          dir="auto"
          autocomplete="off"
          maxLength={80}
          placeholder={locale === 'ur' ? '28.5 لاکھ' : '28.5 lac'}
          value={typed}
          aria-invalid={problem !== ''}
          aria-describedby="price-problem"
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setProblem('')
          }}
          data-testid="price-input"
        />
      </label>
      <p id="price-problem" class="wrong" role="status" data-testid="price-problem">
        {problem}
      </p>
      <div role="status">
        <PriceEcho island={island} doubt={doubt} onYes={yes} />
      </div>
      <div class="row">
        <button ref={save} class="button" disabled={busy} data-testid="price-save">
          {action}
        </button>
        <button class="button text" type="button" onClick={onCancel}>
          {t('ads.cancel')}
        </button>
      </div>
    </form>
  )
}
