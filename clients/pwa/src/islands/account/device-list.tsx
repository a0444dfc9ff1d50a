// Where a person is signed in; any other device can be signed out from here.
import { ago } from '@pk-auto/ui/measure'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Device } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'

export const DeviceList = ({ island }: { readonly island: Island }) => {
  const { t, api, locale } = island
  const [devices, setDevices] = useState<readonly Device[]>([])
  const [error, setError] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    void api('GET /me/devices').then((answer) =>
      answer.ok ? setDevices(answer.value.items) : setError(sentenceOf(answer.problem, t)),
    )
  }, [])
  const revoke = async (id: string): Promise<void> => {
    const answer = await api('DELETE /me/devices/{id}', { path: { id } })
    if (answer.ok || answer.problem.status === 404) {
      setDevices((before) => before.filter((device) => device.id !== id))
      // The button goes with its row.
      heading.current?.focus()
    } else setError(sentenceOf(answer.problem, t))
  }
  return (
    <section class="panel" aria-labelledby="devices">
      <h2 id="devices" ref={heading} tabIndex={-1}>
        {t('account.devices')}
      </h2>
      <ul class="devices" data-testid="devices">
        {devices.map((device) => (
          <li key={device.id} data-testid="device" data-current={device.current}>
            <p>
              <bdi>{device.name}</bdi>
              <small>
                {device.current
                  ? t('account.device.current')
                  : t('account.device.seen', {
                      when: ago(new Date(device.lastSeenAt), new Date(), locale),
                    })}
              </small>
            </p>
            {!device.current && (
              <button
                class="button plain"
                onClick={() => void revoke(device.id)}
                aria-label={t('account.device.revoke', { name: device.name })}
              >
                {t('account.device.out')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="notice bad" role="alert" hidden={error === ''}>
        {error}
      </p>
    </section>
  )
}
