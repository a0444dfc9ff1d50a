// The seller's number: asked for once, then the buttons are links.
import type { RevealedPhone } from '@pk-auto/client-api/pwa.gen'
import { showPhone } from '@pk-auto/ui/phone'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import { leaveLead } from './leave-lead.ts'
import { signInFirst } from './sign-in-first.tsx'

type Way = 'call' | 'whatsapp'

const put = (box: HTMLElement, selector: string, text: string): void => {
  const place = box.querySelector<HTMLElement>(selector)
  if (place) place.textContent = text
}

/** The same button as a link, in the same place. */
const becomeLink = (box: HTMLElement, way: Way, href: string, text?: string) => {
  const button = box.querySelector<HTMLElement>(`button[data-way=${way}]`)
  if (!button) return undefined
  const link = document.createElement('a')
  link.className = button.className
  link.href = href
  link.rel = 'noopener noreferrer'
  link.dataset['testid'] = `contact-${way}`
  link.replaceChildren(...button.childNodes)
  const words = link.querySelector('span')
  if (words && text !== undefined) {
    words.textContent = text
    words.dir = 'ltr'
    words.className = 'number'
  }
  button.replaceWith(link)
  return link
}

function show(island: Island, box: HTMLElement, { phone, whatsapp, left }: RevealedPhone) {
  const links = {
    call:
      phone === undefined ? undefined : becomeLink(box, 'call', `tel:${phone}`, showPhone(phone)),
    whatsapp: whatsapp === undefined ? undefined : becomeLink(box, 'whatsapp', whatsapp),
  }
  const { t } = island
  put(box, '[data-contact-status]', `${t('contact.left', { left })} · ${t('contact.seen')}`)
  return links
}

/** Asks for the number and shows it; for WhatsApp it goes on there. */
export async function showNumber(island: Island, box: HTMLElement, way: Way): Promise<void> {
  const id = box.dataset['listing'] ?? ''
  const answer = await signInFirst(island, () =>
    island.api('POST /listings/{id}/reveal-phone', { path: { id } }),
  )
  if (!answer) return
  if (!answer.ok) {
    put(box, '[data-contact-refusal]', sentenceOf(answer.problem, island.t))
    return
  }
  const links = show(island, box, answer.value)
  const leave = (tapped: Way): void => leaveLead(island, id, tapped, new Date())
  for (const each of ['call', 'whatsapp'] as const)
    links[each]?.addEventListener('click', () => leave(each))
  leave(way)
  const link = links[way]
  link?.focus()
  if (link && way === 'whatsapp') location.assign(link.href)
}
