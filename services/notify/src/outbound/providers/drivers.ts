// The providers of each channel in the order of preference, made from the configuration.
import type { NotifyConfig } from '../../config.ts'
import type { DriverName } from '../../config/providers.ts'
import type { Channel } from '../../domain/message.ts'
import type { MessageProvider } from '../../usecases/hand-over.ts'
import { metaWhatsappProvider } from './meta-provider.ts'
import { postMessage } from './post-message.ts'
import { twilioCallProvider, twilioSmsProvider } from './twilio-provider.ts'
import { vonageSmsProvider } from './vonage-provider.ts'

export type DriversDeps = { now: () => Date; sandbox: MessageProvider }

type Drivers = Readonly<Partial<Record<DriverName, MessageProvider | undefined>>>

export function driversOf(
  config: NotifyConfig,
  { now, sandbox }: DriversDeps,
): Readonly<Record<Channel, readonly MessageProvider[]>> {
  const { order, hooksUrl, twilio, vonage, meta } = config.providers
  const { voices, metaTemplates: templates, smsValiditySeconds: validitySeconds } = config
  const post = postMessage(now)
  const to = (provider: string) => ({ hookUrl: `${hooksUrl}/hooks/notify/${provider}`, now, post })
  const sms: Drivers = {
    sandbox,
    twilio: twilio && twilioSmsProvider({ settings: twilio, validitySeconds, ...to('twilio') }),
    vonage: vonage && vonageSmsProvider({ settings: vonage, validitySeconds, ...to('vonage') }),
  }
  const whatsapp: Drivers = {
    sandbox,
    meta: meta && metaWhatsappProvider({ settings: meta, templates, post }),
  }
  const call: Drivers = {
    sandbox,
    twilio: twilio && twilioCallProvider({ settings: twilio, voices, ...to('twilio') }),
  }
  const listed = (channel: Channel, drivers: Drivers) =>
    order[channel].flatMap((name) => drivers[name] ?? [])
  return {
    sms: listed('sms', sms),
    whatsapp: listed('whatsapp', whatsapp),
    call: listed('call', call),
  }
}
